#include "indexer/signature.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <tuple>
#include <vector>

namespace kartotek {
namespace {

constexpr std::size_t bytes_of_signature = 12 + Signature::length * 2 + 12;
constexpr std::size_t most_counted = std::numeric_limits<std::uint16_t>::max();

// Odd multipliers from SplitMix64 (Steele, Lea and Flood, 2014): one hash function for each value.
constexpr std::array<std::uint64_t, Signature::length> multipliers = [] {
  std::array<std::uint64_t, Signature::length> numbers{};
  std::uint64_t state = 0;
  for (std::uint64_t& number : numbers) {
    std::uint64_t z = state += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    number = (z ^ (z >> 31)) | 1;
  }
  return numbers;
}();

std::uint32_t number_of(const Date& date) {
  if (!date.known()) return WordingKey::undated;
  return static_cast<std::uint32_t>((date.year * 100 + date.month) * 100 + date.day);
}

bool has_day(std::uint32_t date) { return date != WordingKey::undated && date % 100 != 0; }

std::uint16_t count_of(const std::vector<std::uint64_t>& list) {
  return static_cast<std::uint16_t>(std::min<std::size_t>(list.size(), most_counted));
}

// False where so many numbers of the one that has fewer are none of the other's that too few can be shared.
bool may_share_numbers(const Signature& a, const Signature& b) {
  const auto& [fewer, more] = a.numbers <= b.numbers ? std::tie(a, b) : std::tie(b, a);
  if (fewer.numbers == most_counted) return true;
  const auto alone = static_cast<std::size_t>(std::popcount(fewer.number_bits & ~more.number_bits));
  const bool on_other_days = has_day(a.key.date) && has_day(b.key.date) && a.key.date != b.key.date;
  return share_enough_numbers(fewer.numbers - alone, fewer.numbers, on_other_days);
}

// The least number of equal values, for so many shingles. Where the shorter has a share r of the longer's,
// the least Jaccard coefficient J of near-duplicates is that of s shared ones, J = s / (1 + r - s), with s =
// max(0.8 r, 0.5), or 0.6. Of 32 values 32 J are equal, with a standard deviation of 2.8 for every J from
// 0.44 to 0.6, twice which is granted.
constexpr std::size_t fewest_equal = 10;  // for any lengths
std::size_t least_equal(std::size_t shorter, std::size_t longer) {
  if (2 * shorter <= longer) return Signature::length + 1;
  const double r = static_cast<double>(shorter) / static_cast<double>(longer);
  const double shared = std::max(0.8 * r, 0.5);
  const double least = std::min(0.6, shared / (1 + r - shared));
  return static_cast<std::size_t>(std::ceil(static_cast<double>(Signature::length) * least - 4.2));
}

}  // namespace

Signature signature_of(const Wording& wording) {
  std::array<std::uint32_t, Signature::length> least;
  least.fill(std::numeric_limits<std::uint32_t>::max());
  for (const std::uint64_t shingle : wording.shingles)
    for (std::size_t i = 0; i < least.size(); ++i)
      least[i] = std::min(least[i], static_cast<std::uint32_t>((shingle * multipliers[i]) >> 32));
  Signature signature;
  signature.key = {number_of(wording.date), wording.digest};
  for (std::size_t i = 0; i < least.size(); ++i)
    signature.values[i] = static_cast<std::uint16_t>(least[i]);  // the low bits: the high ones are mostly 0
  signature.shingles = count_of(wording.shingles);
  signature.numbers = count_of(wording.numbers);
  for (const std::uint64_t number : wording.numbers)
    signature.number_bits |= std::uint64_t{1} << (number >> 58U);
  return signature;
}

namespace {

std::uint64_t number_from(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return number;
}

}  // namespace

std::string to_bytes(const Signature& signature) {
  std::string bytes;
  if (signature.key.digest == 0) return bytes;
  bytes.reserve(bytes_of_signature);
  const auto add = [&bytes](std::uint64_t number, int size) {
    for (int i = 0; i < size; ++i) bytes += static_cast<char>(number >> (8 * i));
  };
  add(signature.key.date, 4);
  add(signature.key.digest, 8);
  for (const std::uint16_t value : signature.values) add(value, 2);
  add(signature.shingles, 2);
  add(signature.numbers, 2);
  add(signature.number_bits, 8);
  return bytes;
}

std::optional<Signature> signature_from_bytes(std::string_view bytes) {
  if (bytes.size() != bytes_of_signature) return std::nullopt;
  Signature signature;
  signature.key = {static_cast<std::uint32_t>(number_from(bytes.substr(0, 4))),
                   number_from(bytes.substr(4, 8))};
  bytes.remove_prefix(12);
  for (std::uint16_t& value : signature.values) {
    value = static_cast<std::uint16_t>(number_from(bytes.substr(0, 2)));
    bytes.remove_prefix(2);
  }
  signature.shingles = static_cast<std::uint16_t>(number_from(bytes.substr(0, 2)));
  signature.numbers = static_cast<std::uint16_t>(number_from(bytes.substr(2, 2)));
  signature.number_bits = number_from(bytes.substr(4, 8));
  return signature;
}

std::size_t likeness(const Signature& a, const Signature& b) {
  std::size_t equal = 0;
  for (std::size_t i = 0; i < Signature::length; ++i) equal += a.values[i] == b.values[i];
  if (equal < fewest_equal) return 0;
  const auto [shorter, longer] = std::minmax(a.shingles, b.shingles);
  return equal >= least_equal(shorter, longer) && may_share_numbers(a, b) ? equal : 0;
}

}  // namespace kartotek
