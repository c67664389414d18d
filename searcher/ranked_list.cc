#include "searcher/ranked_list.h"

#include <algorithm>

namespace kartotek {

Feedback RankedList::reorder(Xapian::Enquire& enquire, const Collection& collection, const Analyzer& analyzer,
                             const Ranking& ranking, unsigned plain_words) {
  Feedback feedback(known_, collection, analyzer, ranking, plain_words);
  feedback.reorder(known_, enquire, collection);
  return feedback;
}

std::vector<RankedMatch> RankedList::slice(Xapian::doccount first, Xapian::doccount count) const {
  const Xapian::doccount known_to = first_ + static_cast<Xapian::doccount>(known_.size());
  if (first < first_) return look_up_(first, count);
  std::vector<RankedMatch> matches;
  for (Xapian::doccount rank = first; rank < known_to && matches.size() < count; ++rank)
    matches.push_back(known_[rank - first_]);
  if (ends_ || matches.size() == count) return matches;
  const auto missing = count - static_cast<Xapian::doccount>(matches.size());
  const std::vector<RankedMatch> rest = look_up_(std::max(first, known_to), missing);
  matches.insert(matches.end(), rest.begin(), rest.end());
  return matches;
}

RankedList list_of(Xapian::Enquire& enquire, const Xapian::MSet& found, Xapian::doccount first,
                   Xapian::doccount asked, Xapian::doccount margin) {
  const auto ranked = [margin](const Xapian::MSet& matches) {
    return margin > 0 ? ranked_without_noise(matches) : ranked_matches(matches);
  };
  std::vector<RankedMatch> known = ranked(found);
  const bool ends = found.size() < asked + margin && found.size() <= asked;
  if (known.size() > asked) known.resize(asked);
  return {std::move(known), first, ends,
          [&enquire, margin, ranked](Xapian::doccount from, Xapian::doccount count) {
            const Xapian::doccount before = std::min(from, margin);
            std::vector<RankedMatch> matches =
                ranked(enquire.get_mset(from - before, before + count + margin));
            matches.erase(matches.begin(),
                          matches.begin() + std::min<std::ptrdiff_t>(before, std::ssize(matches)));
            if (matches.size() > count) matches.resize(count);
            return matches;
          }};
}

}  // namespace kartotek
