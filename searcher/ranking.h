#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "indexer/analyzer.h"
#include "searcher/compile_query.h"
#include "searcher/search.h"

namespace kartotek {

// How a term's occurrences in an article score.
Xapian::BM25Weight ranking();

// `query` (that of `compiled`, with its filters), ranked also by what its first hits share and by how new an
// article is, as the question wants it; `feedback` gets the words that they share. Matches what `query` does.
Xapian::Query ranked_query(const Xapian::Query& query, const CompiledQuery& compiled,
                           const Question& question, const Xapian::Database& database,
                           const Analyzer& analyzer, std::vector<std::string>& feedback);

}  // namespace kartotek
