#pragma once

#include <xapian.h>

#include <cstddef>

#include "searcher/word_weight.h"

namespace kartotek {

// How articles are scored. The defaults are the one setting that Kartotek ships; others are there for
// tests/bench/ranking to compare with.
struct Ranking {
  // See word_weight.h. Mean average precision over cranfield, cisi, lisa and npl: 0.334.
  double k1 = 2;
  double burstiness = 0.5;

  // What a word that is there at all scores beside what it scores by standing once, in a question of three
  // words or fewer. It fades to nothing at seven: in three words an article with two of them is hardly an
  // answer, but no article has all the words of a long question. To find an article by two to five words of
  // its headline (not indexed; 920 of three corpora of news) the mean reciprocal rank was highest with 1 to 2
  // for two and three words, 0.5 to 1 for four, 0.5 for five.
  double presence = 2;

  // Relevance feedback (feedback.h): from how many plain words of content on a query is a question that gains
  // by it, how many articles it is drawn from and in how many terms (0: none). Measured on the same
  // collections with 5 to 30 articles and 10 to 80 terms: these lost least among the first ten and gained
  // nearly most.
  unsigned feedback_words = 5;
  Xapian::doccount feedback_articles = 10;
  std::size_t feedback_terms = 24;

  // For a question of so many words and phrases.
  WordWeight weighting(std::size_t words) const;
  WordWeights weights_for(std::size_t words) const { return weights(presence_among(words)); }
  // The same of Xapian's own, which databases elsewhere know, for queries that Scoring made for such.
  Xapian::BM25PlusWeight stock_weighting(std::size_t words) const;

  // What its best term of feedback counts, against a word of the question, where that has so many plain
  // words: from 0.25 for feedback_words to 1. To look for one article that one knows, feedback is more harm
  // than good, and the shorter the question, the more likely that is.
  double feedback_share(unsigned plain_words) const;
  bool feeds_back(unsigned plain_words) const { return plain_words >= feedback_words && feedback_terms > 0; }

  // The two factors of a score in a long question: what a word weighs that stands `occurrences` times in
  // `articles` of all `all`, and the share of it by how often it stands in an article of that length, in
  // average lengths.
  double weight(double articles, double occurrences, double all) const {
    return weights(0).weight(articles, occurrences, all);
  }
  double share(double occurrences, double length) const {
    return occurrences == 0 ? 0 : weights(0).share(occurrences, length);
  }

 private:
  double presence_among(std::size_t words) const;
  WordWeights weights(double presence_here) const { return {k1, burstiness, presence_here}; }
};

}  // namespace kartotek
