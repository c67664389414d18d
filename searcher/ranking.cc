#include "searcher/ranking.h"

#include <chrono>

#include "searcher/feedback.h"
#include "searcher/recency.h"

namespace kartotek {
namespace {

Xapian::MSet first_of(const Xapian::Query& query, Xapian::doccount count, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(ranking());
  enquire.set_query(query);
  return enquire.get_mset(0, count);
}

}  // namespace

// BM25 (Robertson and others, TREC-3, 1994). k1 2.0 and b 0.5 gave the highest mean average precision over
// cranfield, cisi, lisa and npl together: 0.300 against 0.292 for the customary 1.2 and 0.75.
Xapian::BM25Weight ranking() { return {2.0, 0, 1, 0.5, 0.5}; }

Xapian::Query ranked_query(const Xapian::Query& query, const CompiledQuery& compiled,
                           const Question& question, const Xapian::Database& database,
                           const Analyzer& analyzer, std::vector<std::string>& feedback) {
  if (question.sort != Sort::relevance || !compiled.ranked) return query;
  Xapian::Query ranked = query;
  if (compiled.plain_words >= feedback_words && !question.exact) {
    const std::vector<GoodTerm> terms =
        feedback_terms(first_of(query, feedback_articles, database), database, analyzer);
    for (const GoodTerm& term : terms) feedback.push_back(term.word);
    ranked = with_feedback(query, terms);
  }
  if (question.half_life > 0)
    if (const Xapian::MSet best = first_of(ranked, 1, database); !best.empty())
      ranked = with_recency(ranked, best.begin().get_weight(), question.half_life,
                            std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  return ranked;
}

}  // namespace kartotek
