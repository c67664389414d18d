#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>

#include "searcher/order_check.h"
#include "searcher/scoring.h"

namespace kartotek {

// Where some part of a collection is not of this machine, the order of words cannot be checked while Xapian
// matches: the articles that `words` matches, of what is asked about, are looked at before, by what the index
// keeps of their order or by what is stored of them, and those whose words stand as wanted are named by their
// ids. Throws Error(usage) where they are too many to be looked at, and TooCostly after the deadline.
Xapian::Query articles_in_order(const Xapian::Query& words, const Places& places,
                                std::optional<std::size_t> window, const Scoring& scoring);

// Whether it is such a query.
bool names_articles(const Xapian::Query& query);

}  // namespace kartotek
