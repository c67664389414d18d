#pragma once

#include <xapian.h>

#include <string>

#include "indexer/analyzer.h"
#include "searcher/collection.h"
#include "searcher/query.h"

namespace kartotek {

// The query with each word that the index does not have, in no form and no spelling, replaced by the
// likeliest one that it has: "did you mean". "" where every word is known, or nothing like the unknown ones
// is there.
std::string suggest(const Query& query, const Collection& collection, Analyzer& analyzer);

}  // namespace kartotek
