#pragma once

#include <vector>

#include "searcher/collection.h"
#include "searcher/compile_query.h"

namespace kartotek {

// How much each concept of a query tells, by how few articles of the index have it: the inverse document
// frequency, above 0. Empty where there is nothing to weigh, since it is one concept alone.
std::vector<double> rarity_of_concepts(const Highlights& highlights, const Collection& collection);

}  // namespace kartotek
