#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/analyzer.h"
#include "indexer/wording.h"

namespace kartotek {

// Compares articles by their texts, of which it keeps what it may be asked for again.
// Not thread-safe.
class TextsAlike {
 public:
  // An article, and the Wording::digest it has.
  struct Text {
    Xapian::docid article = 0;
    std::uint64_t digest = 0;
  };

  using Documents = std::function<Xapian::Document(Xapian::docid)>;

  // `memory`: bytes that may be kept, more or less. The others must outlive this.
  TextsAlike(Documents documents, Analyzer& analyzer, std::size_t memory)
      : documents_(std::move(documents)), analyzer_(analyzer), memory_(memory) {}

  // is_near_duplicate() of the two. Throws what Xapian and restore() throw.
  bool operator()(const Text& a, const Text& b);

  // Reads texts that will be compared soon, those that are not known yet, in several threads; not all, where
  // that would take more than the memory. `open` gives each thread the database without what is pending.
  using Open = std::function<Xapian::Database()>;
  void read_ahead(const std::vector<Text>& texts, std::size_t threads, const Open& open);

 private:
  const Wording& wording_of_text(const Text& text);
  const Wording& keep(std::uint64_t digest, Wording&& wording);
  void forget_beyond(std::size_t bytes);

  Documents documents_;
  Analyzer& analyzer_;
  std::size_t memory_;
  std::size_t held_ = 0;                                 // bytes
  std::unordered_map<std::uint64_t, Wording> wordings_;  // by digest
  std::deque<Analyzer> more_analyzers_;                  // of all threads but the first
};

}  // namespace kartotek
