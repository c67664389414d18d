#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

namespace kartotek {

// How articles are scored. The defaults are the one setting that Kartotek ships; others are there for
// tests/bench/ranking to compare with.
struct Ranking {
  // BM25 (Robertson and others, TREC-3, 1994). 2 and 0.5 gave the highest mean average precision over
  // cranfield, cisi, lisa and npl together: 0.300 against 0.292 for the customary 1.2 and 0.75.
  double k1 = 2;
  double b = 0.5;

  // Relevance feedback (feedback.h): from how many plain words of content on a query is a question that gains
  // by it, how many articles it is drawn from and in how many terms (0: none). Measured on the same
  // collections with 5 to 30 articles and 10 to 80 terms: these lost least among the first ten and gained
  // nearly most.
  unsigned feedback_words = 5;
  Xapian::doccount feedback_articles = 10;
  std::size_t feedback_terms = 24;

  Xapian::BM25Weight weighting() const;

  // The two factors of what Xapian scores by weighting() where terms count as one (OP_SYNONYM): what they
  // weigh by their rarity, and the share of it by how often they stand in an article of that length, in
  // average lengths.
  double weight(const std::vector<std::string>& terms, const Xapian::Database& database) const;
  double share(double occurrences, double length) const;
};

}  // namespace kartotek
