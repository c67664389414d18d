#pragma once

#include <xapian.h>

#include <vector>

namespace kartotek {

// An article that a query matches.
struct RankedMatch {
  Xapian::docid id = 0;
  double score = 0;
  bool reordered = false;  // by what the first matches share (feedback.h)
};

inline std::vector<RankedMatch> ranked_matches(const Xapian::MSet& matches) {
  std::vector<RankedMatch> ranked;
  ranked.reserve(matches.size());
  for (auto match = matches.begin(); match != matches.end(); ++match)
    ranked.push_back({*match, match.get_weight(), false});
  return ranked;
}

// More than rounding does to a score, and less than two scores differ by that are not the same.
inline constexpr double score_noise = 1e-11;

// The same of matches some of which are in parts elsewhere, where Xapian's own weight is added up in an order
// that depends on the part: those whose scores are one but for rounding, and that are sorted by nothing else,
// are in the order of their numbers.
std::vector<RankedMatch> ranked_without_noise(const Xapian::MSet& matches);

// The same of matches to whose scores something was added.
void order_without_noise(std::vector<RankedMatch>& matches);

}  // namespace kartotek
