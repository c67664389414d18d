#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>

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

 private:
  const Wording& wording_of_text(const Text& text);

  Documents documents_;
  Analyzer& analyzer_;
  std::size_t memory_;
  std::size_t held_ = 0;                                 // bytes
  std::unordered_map<std::uint64_t, Wording> wordings_;  // by digest
};

}  // namespace kartotek
