#include "searcher/ranked_match.h"

#include <algorithm>
#include <string>

namespace kartotek {
namespace {

using Place = std::vector<RankedMatch>::iterator;

void settle(Place begin, Place end) {
  std::sort(begin, end, [](const RankedMatch& a, const RankedMatch& b) { return a.score > b.score; });
  while (begin != end) {
    Place last = begin;
    while (last + 1 != end && last->score - (last + 1)->score < score_noise) ++last;
    for (Place each = begin; each <= last; ++each) each->score = begin->score;
    std::sort(begin, last + 1, [](const RankedMatch& a, const RankedMatch& b) { return a.id < b.id; });
    begin = last + 1;
  }
}

}  // namespace

std::vector<RankedMatch> ranked_without_noise(const Xapian::MSet& matches) {
  std::vector<RankedMatch> ranked = ranked_matches(matches);
  Place begin = ranked.begin();
  Place end = begin;
  std::string key;
  for (auto match = matches.begin(); match != matches.end(); ++match, ++end) {
    std::string own = match.get_sort_key();
    if (own == key) continue;
    settle(begin, end);
    begin = end;
    key = std::move(own);
  }
  settle(begin, end);
  return ranked;
}

void order_without_noise(std::vector<RankedMatch>& matches) { settle(matches.begin(), matches.end()); }

}  // namespace kartotek
