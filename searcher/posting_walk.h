#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "indexer/columns.h"
#include "searcher/document_set.h"
#include "searcher/ranked_match.h"
#include "searcher/word_weight.h"

namespace kartotek {

// A database of this machine, and its columns.
struct WalkedPart {
  const Xapian::Database& database;
  const Columns& columns;
};

// What is to be found of the matches of a query.
struct WalkWanted {
  Xapian::doccount best = 0;  // how many of them, by score
  bool every = false;         // which documents they are, and so how many
};

struct WalkFound {
  std::vector<RankedMatch> best;     // in order: by score, then by number
  std::vector<DocumentSet> matches;  // of each part, where every one is wanted
  std::size_t total = 0;             // exact where every one is wanted
  bool total_is_exact = false;
};

// Finds and scores the matches of a query as Xapian does with WordWeight of these weights, but by walking
// through all posting lists side by side, a window of documents at a time (as Lucene's BooleanScorer does;
// the order of words is looked at last, from the best scores on). It takes half as long or less where most of
// the documents have to be looked at, and knows the total. `check` is called now and then, and may end the
// work by an exception. Nothing where the query has parts, such as ranges of values, that posting lists do
// not tell.
std::optional<WalkFound> walk_postings(const Xapian::Query& query, const std::vector<WalkedPart>& parts,
                                       const WordWeights& weights, double average_length,
                                       const WalkWanted& wanted, const std::function<void()>& check);

}  // namespace kartotek
