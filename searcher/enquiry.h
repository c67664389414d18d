#pragma once

#include <xapian.h>

#include <cstddef>

#include "searcher/collection.h"
#include "searcher/ranking.h"
#include "searcher/search.h"

namespace kartotek {

// Has `enquire` look for `query`, scored as a question of so many concepts is; with a half-life above 0 also
// by age (recency.h), for which the best match is looked up.
void set_ranking(Xapian::Enquire& enquire, const Xapian::Query& query, const Ranking& ranking,
                 std::size_t concepts, double half_life, const Collection& collection);

// Has it give matches in this order; what is not ranked by date.
void set_order(Xapian::Enquire& enquire, Sort sort, bool ranked);

}  // namespace kartotek
