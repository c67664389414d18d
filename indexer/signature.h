#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/wording.h"

namespace kartotek {

// Which wording, and when: earlier ones are less, undated ones come last. Two articles with one key are
// copies.
struct WordingKey {
  static constexpr std::uint32_t undated = 99'999'999;
  std::uint32_t date = undated;  // YYYYMMDD, 00 where unknown
  std::uint64_t digest = 0;      // Wording::digest
  auto operator<=>(const WordingKey&) const =
      default;  // NOLINT(modernize-use-nullptr): a fault of clang-tidy 14
};

// A short stand-in for a Wording, by which likely near-duplicates are found without a look at the texts:
// b-bit MinHash (Broder, 1997; Li and König, 2010), and of the numbers a Bloom filter (Bloom, 1970) of one
// hash. The share of equal values estimates the Jaccard coefficient of the shingles.
struct Signature {
  static constexpr std::size_t length = 32;
  static constexpr std::size_t bands =
      16;  // of two values: wordings that are alike share some, nearly always
  std::array<std::uint16_t, length> values{};
  WordingKey key;
  std::uint16_t shingles = 0;  // how many there are, at most 65,535
  std::uint16_t numbers = 0;   // likewise
  std::uint64_t number_bits = 0;
  bool operator==(const Signature&) const = default;

  std::uint32_t band(std::size_t number) const {
    return values[2 * number] | std::uint32_t{values[2 * number + 1]} << 16U;
  }
};

Signature signature_of(const Wording& wording);

// As kept in a value slot: 88 bytes, the same on every machine; "" for an article without words, which is
// nobody's duplicate. nothing for bytes that are no signature.
std::string to_bytes(const Signature& signature);
std::optional<Signature> signature_from_bytes(std::string_view bytes);

// How many values are equal, where the two may be near-duplicates; else 0. Lengths and numbers refuse only
// what is_near_duplicate() refuses; the values 2 % of pairs that share just enough, and next to none that
// share more.
std::size_t likeness(const Signature& a, const Signature& b);

}  // namespace kartotek
