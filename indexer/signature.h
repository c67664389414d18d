#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/wording.h"

namespace kartotek {

// A short stand-in for a Wording, by which likely near-duplicates are found without a look at the texts:
// b-bit MinHash (Broder, 1997; Li and König, 2010). The share of equal values estimates the Jaccard
// coefficient of the shingles.
struct Signature {
  static constexpr std::size_t length = 32;
  std::array<std::uint16_t, length> values{};
  std::uint64_t digest = 0;  // Wording::digest
  bool operator==(const Signature&) const = default;
};

Signature signature_of(const Wording& wording);

// As kept in a value slot: 72 bytes, the same on every machine; "" for an article without words, which is
// nobody's duplicate. nothing for bytes that are no signature.
std::string to_bytes(const Signature& signature);
std::optional<Signature> signature_from_bytes(std::string_view bytes);

// May the two be near-duplicates? True for 98 % of pairs with a Jaccard coefficient of 0.5, 99.9 % at 0.6.
bool are_alike(const Signature& a, const Signature& b);

// The signatures, by index, in groups that are connected by pairs which are alike and share a band of two
// values: all groups that any of `touched` is in, each once, also groups of one. Which groups there are
// depends on `signatures` alone. Time is linear in their number for every step away from `touched`.
std::vector<std::vector<std::size_t>> alike_groups(const std::vector<Signature>& signatures,
                                                   const std::vector<std::size_t>& touched);

}  // namespace kartotek
