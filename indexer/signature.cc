#include "indexer/signature.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace kartotek {
namespace {

constexpr std::size_t band_values = 2;
constexpr std::size_t bands = Signature::length / band_values;
constexpr std::size_t bytes_of_signature = Signature::length * 2 + 8;
// Of 32: at a Jaccard coefficient of 0.5 fewer are equal in 0.3 % of pairs, at 0.1 as many in 0.2 %.
constexpr std::size_t least_equal = 9;

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

std::uint32_t band_of(const Signature& signature, std::size_t band) {
  return signature.values[band * band_values] | std::uint32_t{signature.values[band * band_values + 1]} << 16;
}

bool share_earlier_band(const Signature& a, const Signature& b, std::size_t band) {
  for (std::size_t i = 0; i < band; ++i)
    if (band_of(a, i) == band_of(b, i)) return true;
  return false;
}

// Union-find with path halving (Tarjan and van Leeuwen, 1984).
class Components {
 public:
  explicit Components(std::size_t count) : parents_(count) { std::iota(parents_.begin(), parents_.end(), 0); }
  std::size_t root(std::size_t i) {
    while (parents_[i] != i) i = parents_[i] = parents_[parents_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    parents_[std::max(root(a), root(b))] = std::min(root(a), root(b));
  }

 private:
  std::vector<std::size_t> parents_;
};

// The signatures of `frontier` by one band: a chained hash table.
class BandTable {
 public:
  BandTable(const std::vector<Signature>& signatures, const std::vector<std::size_t>& frontier)
      : signatures_(signatures), frontier_(frontier), next_(frontier.size()) {
    std::size_t size = 64;
    while (size < frontier.size() * 2) size *= 2;
    heads_.resize(size);
  }

  void fill(std::size_t band) {
    band_ = band;
    std::fill(heads_.begin(), heads_.end(), none);
    for (std::size_t i = 0; i < frontier_.size(); ++i) {
      std::uint32_t& head = head_of(band_of(signatures_[frontier_[i]], band));
      next_[i] = head;
      head = static_cast<std::uint32_t>(i);
    }
  }

  // Calls found(f) for each member f of the frontier that is alike and wanted, where this is the first band
  // shared.
  template <typename Wanted, typename Found>
  void look_up(const Signature& signature, Wanted wanted, Found found) {
    const std::uint32_t key = band_of(signature, band_);
    for (std::uint32_t i = head_of(key); i != none; i = next_[i]) {
      const Signature& other = signatures_[frontier_[i]];
      if (band_of(other, band_) == key && wanted(frontier_[i]) &&
          !share_earlier_band(signature, other, band_) && are_alike(signature, other))
        found(frontier_[i]);
    }
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t& head_of(std::uint32_t key) {
    constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15;  // Knuth, The Art of Computer Programming, 6.4
    return heads_[(key * golden_ratio >> 32) & (heads_.size() - 1)];
  }

  const std::vector<Signature>& signatures_;
  const std::vector<std::size_t>& frontier_;
  std::vector<std::uint32_t> heads_;
  std::vector<std::uint32_t> next_;  // by place in the frontier
  std::size_t band_ = 0;
};

}  // namespace

Signature signature_of(const Wording& wording) {
  std::array<std::uint32_t, Signature::length> least;
  least.fill(std::numeric_limits<std::uint32_t>::max());
  for (const std::uint64_t shingle : wording.shingles)
    for (std::size_t i = 0; i < least.size(); ++i)
      least[i] = std::min(least[i], static_cast<std::uint32_t>((shingle * multipliers[i]) >> 32));
  Signature signature;
  signature.digest = wording.digest;
  for (std::size_t i = 0; i < least.size(); ++i)
    signature.values[i] = static_cast<std::uint16_t>(least[i]);  // the low bits: the high ones are mostly 0
  return signature;
}

std::string to_bytes(const Signature& signature) {
  std::string bytes;
  if (signature.digest == 0) return bytes;
  bytes.reserve(bytes_of_signature);
  const auto add = [&bytes](std::uint64_t number, int size) {
    for (int i = 0; i < size; ++i) bytes += static_cast<char>(number >> (8 * i));
  };
  for (const std::uint16_t value : signature.values) add(value, 2);
  add(signature.digest, 8);
  return bytes;
}

std::optional<Signature> signature_from_bytes(std::string_view bytes) {
  if (bytes.size() != bytes_of_signature) return std::nullopt;
  Signature signature;
  const auto take = [&bytes](std::size_t size) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < size; ++i)
      number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    bytes.remove_prefix(size);
    return number;
  };
  for (std::uint16_t& value : signature.values) value = static_cast<std::uint16_t>(take(2));
  signature.digest = take(8);
  return signature;
}

bool are_alike(const Signature& a, const Signature& b) {
  std::size_t equal = 0;
  for (std::size_t i = 0; i < Signature::length; ++i) equal += a.values[i] == b.values[i];
  return equal >= least_equal;
}

std::vector<std::vector<std::size_t>> alike_groups(const std::vector<Signature>& signatures,
                                                   const std::vector<std::size_t>& touched) {
  Components components(signatures.size());
  std::vector<char> reached(signatures.size());
  std::vector<std::size_t> all_reached;
  std::vector<std::size_t> frontier;
  const auto reach = [&](std::size_t i) {
    if (reached[i]) return;
    reached[i] = 1;
    all_reached.push_back(i);
    frontier.push_back(i);
  };
  for (const std::size_t i : touched) reach(i);
  while (!frontier.empty()) {
    const std::vector<std::size_t> from = std::move(frontier);
    frontier.clear();
    BandTable table(signatures, from);
    for (std::size_t band = 0; band < bands; ++band) {
      table.fill(band);
      for (std::size_t i = 0; i < signatures.size(); ++i)
        table.look_up(
            signatures[i], [&](std::size_t other) { return components.root(i) != components.root(other); },
            [&](std::size_t other) {
              components.join(i, other);
              reach(i);
            });
    }
  }
  std::vector<std::vector<std::size_t>> groups;
  std::sort(all_reached.begin(), all_reached.end());
  std::vector<std::size_t> group_of(signatures.size());  // by root; counted from 1
  for (const std::size_t i : all_reached) {
    std::size_t& group = group_of[components.root(i)];
    if (group == 0) {
      groups.emplace_back();
      group = groups.size();
    }
    groups[group - 1].push_back(i);
  }
  return groups;
}

}  // namespace kartotek
