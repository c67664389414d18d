#pragma once

#include <xapian.h>

#include <vector>

#include "searcher/feedback.h"
#include "searcher/ranked_match.h"

namespace kartotek {

// Of matches that a part elsewhere has, and whose scores are the same but for noise, Xapian may put any
// first. Those that a slice ends with may then be others; unless so many are alike, they are put right by
// looking at more.
inline constexpr Xapian::doccount margin_for_noise = 64;

// All matches of an enquiry in their order, to be had in slices. The beginning is known from the start; what
// comes after it is looked up when it is asked for.
class RankedList {
 public:
  // `enquire` must outlive the list. `found` are its matches from rank `first` on (from 0), for which it was
  // asked for `asked` matches and `margin` more, which have to be there to know the order of the others: see
  // margin_for_noise.
  RankedList(Xapian::Enquire& enquire, const Xapian::MSet& found, Xapian::doccount first,
             Xapian::doccount asked, Xapian::doccount margin);

  // Sorts what is known, of a list that is known from its first match on, by what its first ones share.
  // `plain_words`: of the question.
  Feedback reorder(const Collection& collection, const Analyzer& analyzer, const Ranking& ranking,
                   unsigned plain_words);

  // The matches of rank `first` to `first` + `count`; fewer at the end of the list. May read the index.
  std::vector<RankedMatch> slice(Xapian::doccount first, Xapian::doccount count) const;

 private:
  std::vector<RankedMatch> ranked(const Xapian::MSet& matches) const;
  std::vector<RankedMatch> look_up(Xapian::doccount first, Xapian::doccount count) const;

  Xapian::Enquire& enquire_;
  Xapian::doccount first_;
  Xapian::doccount margin_;
  std::vector<RankedMatch> known_;
  bool ends_;  // nothing comes after what is known
};

}  // namespace kartotek
