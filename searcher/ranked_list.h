#pragma once

#include <xapian.h>

#include <functional>
#include <vector>

#include "searcher/feedback.h"
#include "searcher/ranked_match.h"

namespace kartotek {

// All matches of a query in their order, to be had in slices. The beginning is known from the start; what
// comes after it is looked up when it is asked for.
class RankedList {
 public:
  // The matches of rank `first` to `first` + `count`, from 0; fewer at the end.
  using LookUp = std::function<std::vector<RankedMatch>(Xapian::doccount first, Xapian::doccount count)>;

  // `known` are the matches from rank `first` on; `ends`: there are none after them.
  RankedList(std::vector<RankedMatch> known, Xapian::doccount first, bool ends, LookUp look_up)
      : known_(std::move(known)), first_(first), ends_(ends), look_up_(std::move(look_up)) {}

  // Sorts what is known, of a list that is known from its first match on, by what its first ones share.
  // `enquire`: what they are found by; `plain_words`: of the question.
  Feedback reorder(Xapian::Enquire& enquire, const Collection& collection, const Analyzer& analyzer,
                   const Ranking& ranking, unsigned plain_words);

  // The matches of rank `first` to `first` + `count`; fewer at the end of the list. May read the index.
  std::vector<RankedMatch> slice(Xapian::doccount first, Xapian::doccount count) const;

 private:
  std::vector<RankedMatch> known_;
  Xapian::doccount first_;
  bool ends_;
  LookUp look_up_;
};

// Of matches that a part elsewhere has, and whose scores are the same but for noise, Xapian may put any
// first. Those that a slice ends with may then be others; unless so many are alike, they are put right by
// looking at more.
inline constexpr Xapian::doccount margin_for_noise = 64;

// So many matches elsewhere are counted, which takes a millisecond; of more Xapian estimates how many there
// are, which of a few hundred may be twice as many.
inline constexpr Xapian::doccount counted_elsewhere = 10'000;

// The list of an enquiry, which must outlive it. `found` are its matches from rank `first` on, for which it
// was asked for `asked` matches and `margin` more, which have to be there to know the order of the others:
// see margin_for_noise.
RankedList list_of(Xapian::Enquire& enquire, const Xapian::MSet& found, Xapian::doccount first,
                   Xapian::doccount asked, Xapian::doccount margin);

}  // namespace kartotek
