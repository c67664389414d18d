#pragma once

#include <xapian.h>

#include <string>

#include "indexer/analyzer.h"
#include "searcher/compile_query.h"
#include "searcher/scoring.h"

namespace kartotek {

struct SimilarQuery {
  CompiledQuery compiled;  // its highlights are the terms it looks for
  std::string words;       // these, a form of each as the article writes it, best first, divided by blanks
};

// The articles like document `number`, as a query: any of the eight terms that tell it best from the rest of
// the index (good_terms.h), ranked by these and sixteen more, each weighing as much as it tells. Neither
// the article nor a near-duplicate of it matches, and nothing does where no other has any of its terms.
SimilarQuery similar_articles(Xapian::docid number, const Scoring& scoring, Analyzer& analyzer);

}  // namespace kartotek
