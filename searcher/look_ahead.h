#pragma once

#include "indexer/analyzer.h"
#include "searcher/collection.h"
#include "searcher/query.h"

namespace kartotek {

// Of parts elsewhere, asks at once for what compile_query() and suggest() will ask about the words of `query`
// one by one: see Collection::look_up(). What it does not foresee they ask for themselves.
void look_ahead(const Query& query, const Collection& collection, Analyzer& analyzer);

}  // namespace kartotek
