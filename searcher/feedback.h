#pragma once

#include <xapian.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/analyzer.h"
#include "searcher/good_terms.h"
#include "searcher/ranked_match.h"
#include "searcher/ranking.h"

namespace kartotek {

// How many of the first matches are put in a new order by it; all that come after keep theirs. Fixed, so that
// all pages of an answer are slices of one list, and the cost is bounded however many match. Mean average
// precision over the same collections: 0.335, and 0.321 without feedback; 1,000 gained 0.001 when that was
// 0.326, and the first ten were the same from 200 on.
inline constexpr Xapian::doccount feedback_reach = 300;

// What the first articles found have in common, as a second opinion on the order of a question's matches: for
// a question in many words it tells what it is about better than any one of them. Interpolated relevance
// model, as RM3 (Abdul-Jaleel and others, TREC 2004), with the scores sharpened: each of the first articles
// is believed by e^(12 (score / best score - 1)).
class Feedback {
 public:
  Feedback() = default;
  // `matches` begin with the articles it is drawn from, and were scored by `ranking` for a question of
  // `plain_words`.
  Feedback(const std::vector<RankedMatch>& matches, const Collection& collection, const Analyzer& analyzer,
           const Ranking& ranking, unsigned plain_words);

  // Empty where the articles have nothing in common.
  const std::vector<GoodTerm>& terms() const { return terms_; }
  std::vector<std::string> words() const;

  // Adds to the score of each match what the terms in it score, the best term as feedback_share() of a word
  // of the query would, and sorts them anew. `enquire` is what they were found by.
  void reorder(std::vector<RankedMatch>& matches, Xapian::Enquire& enquire,
               const Collection& collection) const;

  // What each of terms() adds to the score of an article.
  std::vector<double> scores_of(Xapian::docid article, const Collection& collection) const;

 private:
  std::unordered_map<Xapian::docid, double> scores_by_match(const std::vector<RankedMatch>& matches,
                                                            Xapian::Enquire& enquire,
                                                            const Collection& collection) const;

  Ranking ranking_;
  std::vector<GoodTerm> terms_;  // their weights are shares of a word's of the query
};

}  // namespace kartotek
