#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kartotek {

// Names a term in a document's word order: see word_order.h. The commonest terms of an archive, learnt from
// its first articles, have numbers below `most_common`; any other one is 2^32 plus a hash of 32 bits (XXH3).
// Two terms of one code are as likely as a hash of that length makes it, and only those not common.
using WordCode = std::uint64_t;

// The codes of one index, which keeps what was learnt. Thread-safe once made.
class WordCodes {
 public:
  static constexpr std::size_t most_common = 3200;
  static constexpr WordCode first_hash = WordCode{1} << 32U;

  WordCodes() = default;  // with no common terms
  // As learn_common_terms() gave them, most common first. Throws Error(index) where they are damaged.
  explicit WordCodes(std::string_view common_terms);

  WordCode of(std::string_view term) const;

 private:
  std::string_view common(std::size_t number) const {
    return std::string_view(common_).substr(begins_[number], begins_[number + 1] - begins_[number]);
  }

  std::string common_;                 // the terms, one behind the other
  std::vector<std::uint32_t> begins_;  // where each begins; and the end
  std::vector<std::uint16_t> table_;   // open addressing: 1 + the number of a term, 0 where there is none
};

// The commonest terms of the words of `texts`, for an index to keep; "" where the texts are too few.
std::string learn_common_terms(const std::vector<std::string>& texts);

}  // namespace kartotek
