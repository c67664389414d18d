#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "searcher/marked_text.h"
#include "searcher/passages.h"
#include "searcher/sentences.h"

namespace kartotek {

// What stands between passages, in code points.
inline constexpr std::size_t blank_size = 1;     // " " where nothing is left out
inline constexpr std::size_t ellipsis_size = 2;  // "… " or " …" at an end
inline constexpr std::size_t left_out_size = 3;  // " … " between two

// A sentence, or a part of one, that is shown.
struct ShownSentence {
  std::size_t sentence;
  Span span;
  std::size_t size;  // as shown
};

// Sentences and parts of them, put together in the order of the text in a limited room.
class PassageLayout {
 public:
  PassageLayout(const MarkedText& text, const std::vector<Sentence>& sentences, std::size_t length)
      : text_(text), sentences_(sentences), length_(length) {}

  const std::vector<ShownSentence>& pieces() const { return pieces_; }
  // Starts over with `pieces`, as pieces() gave them once.
  void reset(std::vector<ShownSentence> pieces = {}) { pieces_ = std::move(pieces); }
  // For one more piece.
  std::size_t room() const;

  // `span` overlaps no piece.
  void add(std::size_t sentence, Span span);
  // The sentence whole, or as much of its beginning as `room` has.
  void add_beginning(std::size_t sentence, std::size_t room);
  // Adds the sentences that stand behind and before what is shown while they fit, and the beginning of one
  // where much room is left.
  void fill();

  std::vector<Passage> passages() const;

 private:
  bool begins_whole(const ShownSentence& piece) const;
  bool ends_whole(const ShownSentence& piece) const;
  bool follows(const ShownSentence& piece, const ShownSentence& before) const;
  std::size_t used() const;
  bool add_neighbour(std::size_t piece, bool behind);

  const MarkedText& text_;
  const std::vector<Sentence>& sentences_;
  std::size_t length_;
  std::vector<ShownSentence> pieces_;  // ascending
};

}  // namespace kartotek
