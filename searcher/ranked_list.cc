#include "searcher/ranked_list.h"

#include <algorithm>

namespace kartotek {

RankedList::RankedList(Xapian::Enquire& enquire, const Xapian::MSet& found, Xapian::doccount first,
                       Xapian::doccount asked, Xapian::doccount margin)
    : enquire_(enquire),
      first_(first),
      margin_(margin),
      known_(ranked(found)),
      ends_(found.size() < asked + margin && found.size() <= asked) {
  if (known_.size() > asked) known_.resize(asked);
}

std::vector<RankedMatch> RankedList::ranked(const Xapian::MSet& matches) const {
  return margin_ > 0 ? ranked_without_noise(matches) : ranked_matches(matches);
}

std::vector<RankedMatch> RankedList::look_up(Xapian::doccount first, Xapian::doccount count) const {
  const Xapian::doccount before = std::min(first, margin_);
  std::vector<RankedMatch> matches = ranked(enquire_.get_mset(first - before, before + count + margin_));
  matches.erase(matches.begin(), matches.begin() + std::min<std::ptrdiff_t>(before, std::ssize(matches)));
  if (matches.size() > count) matches.resize(count);
  return matches;
}

Feedback RankedList::reorder(const Collection& collection, const Analyzer& analyzer, const Ranking& ranking,
                             unsigned plain_words) {
  Feedback feedback(known_, collection, analyzer, ranking, plain_words);
  feedback.reorder(known_, enquire_, collection);
  return feedback;
}

std::vector<RankedMatch> RankedList::slice(Xapian::doccount first, Xapian::doccount count) const {
  const Xapian::doccount known_to = first_ + static_cast<Xapian::doccount>(known_.size());
  if (first < first_) return look_up(first, count);
  std::vector<RankedMatch> matches;
  for (Xapian::doccount rank = first; rank < known_to && matches.size() < count; ++rank)
    matches.push_back(known_[rank - first_]);
  if (ends_ || matches.size() == count) return matches;
  const auto missing = count - static_cast<Xapian::doccount>(matches.size());
  const std::vector<RankedMatch> rest = look_up(std::max(first, known_to), missing);
  matches.insert(matches.end(), rest.begin(), rest.end());
  return matches;
}

}  // namespace kartotek
