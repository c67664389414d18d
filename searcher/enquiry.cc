#include "searcher/enquiry.h"

#include "indexer/schema.h"
#include "searcher/recency.h"

namespace kartotek {
namespace {

void score_by(Xapian::Enquire& enquire, const Xapian::Query& query, const Xapian::Weight& weighting,
              double half_life, const Collection& collection) {
  enquire.set_weighting_scheme(weighting);
  enquire.set_query(half_life > 0 ? with_recency(query, half_life, collection, weighting) : query);
}

}  // namespace

void set_order(Xapian::Enquire& enquire, Sort sort, bool ranked) {
  if (sort == Sort::oldest) return enquire.set_sort_by_value_then_relevance(slot::oldest_first, false);
  if (sort == Sort::newest || !ranked) return enquire.set_sort_by_value_then_relevance(slot::date, true);
}

void set_ranking(Xapian::Enquire& enquire, const Xapian::Query& query, const Ranking& ranking,
                 std::size_t concepts, double half_life, const Collection& collection) {
  if (collection.is_local())
    score_by(enquire, query, ranking.weighting(concepts), half_life, collection);
  else
    score_by(enquire, query, ranking.stock_weighting(concepts), half_life, collection);
}

}  // namespace kartotek
