#include "searcher/feedback.h"

#include <algorithm>
#include <cmath>

namespace kartotek {

std::vector<GoodTerm> feedback_terms(const Xapian::MSet& first, const Xapian::Database& database,
                                     const Analyzer& analyzer) {
  constexpr double sharpness = 12;
  std::vector<SourceArticle> sources;
  const double best = first.empty() ? 0 : first.begin().get_weight();
  if (best <= 0) return {};
  for (auto hit = first.begin(); hit != first.end(); ++hit)
    sources.push_back({.id = *hit, .weight = std::exp(sharpness * (hit.get_weight() / best - 1))});
  return good_terms(database, analyzer, sources, {.most = 24, .least_articles = 2, .least_frequency = 2});
}

Xapian::Query with_feedback(const Xapian::Query& query, const std::vector<GoodTerm>& terms) {
  if (terms.empty()) return query;
  std::vector<Xapian::Query> parts;
  for (const GoodTerm& term : terms)
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, query_of(term), term.weight / terms.front().weight);
  return {Xapian::Query::OP_AND_MAYBE, query,
          Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end())};
}

}  // namespace kartotek
