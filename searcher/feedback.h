#pragma once

#include <xapian.h>

#include <vector>

#include "indexer/analyzer.h"
#include "searcher/good_terms.h"

namespace kartotek {

// The terms that the first articles found have in common: for a question in many words they tell what it is
// about better than any one of them. `first` are these articles, best first; each is believed by its score.
// Interpolated relevance model, as RM3 (Abdul-Jaleel and others, TREC 2004), with the scores sharpened:
// e^(12 (score / best score - 1)). Empty where they have nothing in common.
std::vector<GoodTerm> feedback_terms(const Xapian::MSet& first, const Xapian::Database& database,
                                     const Analyzer& analyzer);

// `query`, its matches ranked by `terms` as well: the best term counts as much as a word of the query.
// Matches what `query` does.
Xapian::Query with_feedback(const Xapian::Query& query, const std::vector<GoodTerm>& terms);

// How many articles feedback_terms() is to be given, and from how many plain words of content on a query is
// a question that gains by it. Measured on cranfield, cisi, lisa and npl with 5 to 30 articles and 10 to 80
// terms: 10 and 24 lost least among the first ten and gained nearly most in mean average precision.
inline constexpr Xapian::doccount feedback_articles = 10;
inline constexpr unsigned feedback_words = 5;

}  // namespace kartotek
