#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/analyzer.h"
#include "indexer/word_order.h"
#include "indexer/wording.h"

namespace kartotek {

// Compares articles by their word orders, which tell most of them apart, and only where they do not, or are
// not known, by their texts, at three times the cost. Keeps what it may be asked for again. Not thread-safe.
class TextsAlike {
 public:
  // An article, and the Wording::digest it has.
  struct Text {
    Xapian::docid article = 0;
    std::uint64_t digest = 0;
  };

  using Documents = std::function<Xapian::Document(Xapian::docid)>;
  using WordOrders = std::function<std::optional<WordOrder>(Xapian::docid)>;  // nothing: not known

  // `memory`: bytes that may be kept, more or less. The others must outlive this.
  TextsAlike(Documents documents, WordOrders word_orders, Analyzer& analyzer, std::size_t memory)
      : documents_(std::move(documents)),
        word_orders_(std::move(word_orders)),
        analyzer_(analyzer),
        memory_(memory) {}

  // is_near_duplicate() of the two. Throws what Xapian and restore() throw.
  bool operator()(const Text& a, const Text& b);

 private:
  const std::vector<std::uint64_t>& shingles(const Text& text);
  const Wording& wording(const Text& text);

  Documents documents_;
  WordOrders word_orders_;
  Analyzer& analyzer_;
  std::size_t memory_;
  std::size_t held_ = 0;  // bytes
  // Both by digest.
  std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> shingles_;
  std::unordered_map<std::uint64_t, Wording> wordings_;
};

}  // namespace kartotek
