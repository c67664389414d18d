#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "searcher/feedback.h"

namespace kartotek {

// What one part of a query adds to the score of a hit, and where the hit has it.
struct ScorePart {
  std::string name;  // a term of the part, or its words in quotes: karabakh, "load bearing", recency
  double title = 0;  // words of the title count title_weight times, and share the score by that
  double body = 0;   // and all that is neither
};

// The parts of the score of a hit, largest first; their sum is its score. `enquire` as it found the hit: it
// is asked again for each part of its query, and is then as it was. `feedback` as it reordered the hit; null
// where it did not.
std::vector<ScorePart> explain_score(Xapian::Enquire& enquire, const Feedback* feedback,
                                     const Collection& collection, Xapian::docid hit);

// A query as Xapian understood it, for people: with what its words weigh to two places.
std::string described(const Xapian::Query& query);

}  // namespace kartotek
