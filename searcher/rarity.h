#pragma once

#include <xapian.h>

#include <vector>

#include "searcher/compile_query.h"

namespace kartotek {

// How much each concept of a query tells, by how few of the `articles` articles of the index have it: the
// inverse document frequency, above 0. `found` is what the query found. Empty where there is nothing to
// weigh, since it is one concept alone.
std::vector<double> rarity_of_concepts(const Highlights& highlights, const Xapian::MSet& found,
                                       Xapian::doccount articles);

}  // namespace kartotek
