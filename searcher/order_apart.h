#pragma once

#include <xapian.h>

#include <functional>
#include <vector>

namespace kartotek {

// Queries some of whose parts ask for the order of words (side_by_side.h), where that is looked at apart from
// Xapian's match: parts of an index elsewhere know of no order.

// Whether any part asks for it.
bool asks_for_order(const Xapian::Query& query);

// These parts, one below another too.
std::vector<Xapian::Query> parts_that_ask_for_order(const Xapian::Query& query);

// Matches at least what `query` matches, and scores each match no lower: as if words stood in order wherever
// that lets an article match, and nowhere else.
Xapian::Query without_order(const Xapian::Query& query);

// Whether all that `query` matches has some words in order.
bool always_has_order(const Xapian::Query& query);

// Of what without_order() matches, that of which the order of some words has to be looked at.
Xapian::Query doubtful(const Xapian::Query& query);

// `query`, with `replaced(part)` in the place of each part that asks for the order of some words.
Xapian::Query with_order_replaced(const Xapian::Query& query,
                                  const std::function<Xapian::Query(const Xapian::Query& part)>& replaced);

}  // namespace kartotek
