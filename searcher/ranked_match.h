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

}  // namespace kartotek
