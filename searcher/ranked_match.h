#pragma once

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace kartotek {

// An article that a query matches.
struct RankedMatch {
  Xapian::docid id = 0;
  double score = 0;
  bool reordered = false;  // by what the first matches share (feedback.h)
};

// Scores that differ by less are one: a part elsewhere adds up what an article scores in an order of its own,
// and so rounds it in its own way.
inline double without_noise(double score) {
  constexpr double unit = 1LL << 34;
  return std::round(score * unit) / unit;
}

// In the order that they are in but for noise in their scores.
inline std::vector<RankedMatch> ranked_matches(const Xapian::MSet& matches) {
  std::vector<RankedMatch> ranked;
  ranked.reserve(matches.size());
  std::string key;
  std::size_t begin = 0;  // of those that are sorted by score, all having one key
  const auto settle = [&] {
    std::sort(
        ranked.begin() + static_cast<std::ptrdiff_t>(begin), ranked.end(),
        [](const auto& a, const auto& b) { return a.score != b.score ? a.score > b.score : a.id < b.id; });
  };
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    std::string own = match.get_sort_key();
    if (own != key) {
      settle();
      begin = ranked.size();
      key = std::move(own);
    }
    ranked.push_back({*match, without_noise(match.get_weight()), false});
  }
  settle();
  return ranked;
}

}  // namespace kartotek
