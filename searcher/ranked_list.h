#pragma once

#include <xapian.h>

#include <vector>

#include "searcher/feedback.h"
#include "searcher/ranked_match.h"

namespace kartotek {

// All matches of an enquiry in their order, to be had in slices. The beginning is known from the start; what
// comes after it is looked up when it is asked for.
class RankedList {
 public:
  // `enquire` must outlive the list. `found` are its matches from rank `first` on (from 0), for which it was
  // asked for `asked` matches.
  RankedList(Xapian::Enquire& enquire, const Xapian::MSet& found, Xapian::doccount first,
             Xapian::doccount asked);

  // Sorts what is known, of a list that is known from its first match on, by what its first ones share.
  // `plain_words`: of the question.
  Feedback reorder(const Collection& collection, const Analyzer& analyzer, const Ranking& ranking,
                   unsigned plain_words);

  // The matches of rank `first` to `first` + `count`; fewer at the end of the list. May read the index.
  std::vector<RankedMatch> slice(Xapian::doccount first, Xapian::doccount count) const;

 private:
  Xapian::Enquire& enquire_;
  Xapian::doccount first_;
  std::vector<RankedMatch> known_;
  bool ends_;  // nothing comes after what is known
};

}  // namespace kartotek
