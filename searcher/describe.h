#pragma once

#include "searcher/collection.h"
#include "searcher/search.h"

namespace kartotek {

// Fills in how many articles and words there are, from when, and what wrote them. Walks through all words.
void describe(const Collection& collection, Stats& stats);

}  // namespace kartotek
