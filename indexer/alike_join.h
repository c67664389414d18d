#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "indexer/signature.h"
#include "indexer/wordings_by_key.h"

namespace kartotek {

// Two wordings that may be near-duplicates.
struct AlikePair {
  WordingPlace later = 0;
  WordingPlace earlier = 0;
  std::uint8_t likeness = 0;
};

// The pairs of all wordings that are alike, as AlikeSearch tells it: that share a band of their signatures
// which is no line of a template, and have a likeness(). Wordings that share a band are neighbours when they
// are sorted by it: a similarity join, of all at once where their signatures fit the memory, else of block
// with block. Not thread-safe.
class AlikeJoin {
 public:
  // `memory`: bytes it may take, more or less, in `threads`. `wordings` outlive it.
  AlikeJoin(const WordingsByKey& wordings, std::size_t memory, std::size_t threads);

  // The wordings from `begin` to before `end`, and their pairs with all before them: by the later one, then
  // the likeliest first, then the earliest.
  struct Found {
    WordingPlace begin = 0;
    WordingPlace end = 0;
    std::vector<AlikePair> pairs;
  };
  // That of the next wordings, as many as there is room for; nothing after the last.
  std::optional<Found> next();

 private:
  // The signatures of neighbours.
  struct Block {
    WordingPlace begin = 0;
    std::vector<Signature> signatures;
    WordingPlace end() const { return begin + static_cast<WordingPlace>(signatures.size()); }
    const Signature& operator[](WordingPlace place) const { return signatures[place - begin]; }
  };
  using Pairs = std::vector<AlikePair>;
  // A band's values, each above its wording's place.
  using Values = std::vector<std::uint64_t>;

  template <typename Work>
  void for_each_band(std::size_t begin, std::size_t end, Work work) const;
  template <typename Take>
  void visit(Take take) const;
  void find_crowded(std::size_t memory);
  void add_crowded(std::size_t band, Values& values);
  bool is_crowded(std::size_t band, std::uint32_t value) const;
  Block load(WordingPlace begin, WordingPlace end) const;
  Values values_of(const Block& block, WordingPlace begin, std::size_t band) const;
  void join(const Block& later, const Block& earlier, std::vector<Pairs>& pairs);
  void join_band(std::size_t band, const Block& later, const Block& earlier, Pairs& pairs);
  bool is_found_before(std::size_t band, const Signature& a, const Signature& b) const;
  void make_room(Pairs& pairs);

  const WordingsByKey& wordings_;
  std::size_t threads_;
  std::size_t most_pairs_;    // of a thread
  WordingPlace block_size_;   // wordings
  std::optional<Block> all_;  // where they fit
  // By band: the values that are no evidence, ascending.
  std::array<std::vector<std::uint32_t>, Signature::bands> crowded_;
  WordingPlace next_ = 0;
  std::atomic<WordingPlace> limit_ = 0;  // the wordings from here on are left for another time
};

}  // namespace kartotek
