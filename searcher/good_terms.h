#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/analyzer.h"
#include "searcher/collection.h"

namespace kartotek {

// What some articles have in common and others have not: a word in all its forms.
struct GoodTerm {
  std::string word;                // folded, the form that they use most
  std::vector<std::string> terms;  // what the index has it under: its stem, or the word where there is none
  double weight = 0;               // above 0; comparable within one list
};

struct SourceArticle {
  Xapian::docid id = 0;
  double weight = 1;  // how far it is to be believed, against the others
};

struct GoodTermOptions {
  std::size_t most = 20;            // terms
  std::size_t least_articles = 1;   // of `sources`, that have to have the term
  std::size_t least_frequency = 1;  // articles of the whole index that have to have it
};

// The terms that tell `sources` from the rest of the index, best first: the share of a term in each article
// (its occurrences, those of a title counted title_weight times, by the article's length), summed with the
// articles' weights, times its inverse document frequency. That is the relevance model of Lavrenko and
// Croft (SIGIR 2001) with idf for the background. No stop words, no bare numbers, nothing of one or two
// letters. Costs a look-up in the index for each of a few hundred candidates.
std::vector<GoodTerm> good_terms(const Collection& collection, const Analyzer& analyzer,
                                 const std::vector<SourceArticle>& sources, const GoodTermOptions& options);

// The good term's terms, for Scoring to count as one.
std::vector<Xapian::Query> queries_of(const GoodTerm& term);

}  // namespace kartotek
