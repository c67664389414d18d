#include "indexer/likely_pairs.h"

#include <algorithm>
#include <cstdint>

namespace kartotek {
namespace {

constexpr std::size_t most_compared_all = 1000;
constexpr std::size_t most_sharing = 50;
constexpr std::size_t stretch = 4;

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

std::uint64_t stretch_of(const Signature& signature, std::size_t begin) {
  std::uint64_t key = 0;
  for (std::size_t i = begin; i < begin + stretch; ++i) key = key << 16U | signature.values[i];
  return key;
}

Pairs pairs_by_stretch(const std::vector<Signature>& signatures, const std::vector<std::size_t>& members) {
  Pairs pairs;
  std::vector<std::pair<std::uint64_t, std::size_t>> places(members.size());
  for (std::size_t begin = 0; begin < Signature::length; begin += stretch) {
    for (std::size_t i = 0; i < members.size(); ++i)
      places[i] = {stretch_of(signatures[members[i]], begin), i};
    std::sort(places.begin(), places.end());
    for (std::size_t first = 0, last = 0; first < places.size(); first = last) {
      while (last < places.size() && places[last].first == places[first].first) ++last;
      if (last - first > most_sharing) continue;
      for (std::size_t i = first; i < last; ++i)
        for (std::size_t j = i + 1; j < last; ++j) pairs.emplace_back(places[i].second, places[j].second);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

Pairs all_pairs(std::size_t members) {
  Pairs pairs;
  for (std::size_t i = 0; i < members; ++i)
    for (std::size_t j = i + 1; j < members; ++j) pairs.emplace_back(i, j);
  return pairs;
}

}  // namespace

Pairs likely_pairs(const std::vector<Signature>& signatures, const std::vector<std::size_t>& members) {
  Pairs pairs =
      members.size() <= most_compared_all ? all_pairs(members.size()) : pairs_by_stretch(signatures, members);
  std::erase_if(pairs, [&](const auto& pair) {
    return !are_alike(signatures[members[pair.first]], signatures[members[pair.second]]);
  });
  return pairs;
}

}  // namespace kartotek
