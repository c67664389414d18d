#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "indexer/analyzer.h"
#include "searcher/collection.h"
#include "searcher/compile_query.h"

namespace kartotek {

// Up to eight words that tell `articles` from the rest of the index and that two or more of them share (see
// good_terms.h), none of them found by the query itself: as the articles write them, best first.
std::vector<std::string> related_words(const std::vector<Xapian::docid>& articles, const Highlights& query,
                                       const Collection& collection, Analyzer& analyzer);

}  // namespace kartotek
