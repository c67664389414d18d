#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "searcher/order_check.h"
#include "searcher/scoring.h"

namespace kartotek {

// Matches where the places stand one after the other. Scores as all of their terms do.
Xapian::Query phrase_query(const Places& places, const Scoring& scoring);

// Matches where the places stand in any order, each at a position of its own, within `window` positions.
Xapian::Query near_query(const Places& places, std::size_t window, const Scoring& scoring);

// Such queries, whole or in an OP_OR, and words that Scoring weighed, as one: they weigh what they are worth
// together, however rare each is. Xapian cannot weigh the order of words inside an OP_SYNONYM; so it sees the
// words in any order, and the order is asked for around it.
Xapian::Query synonym_query(const std::vector<Xapian::Query>& choices, const Scoring& scoring);

// Whether a query is a phrase_query() or near_query() of several places: an OP_FILTER of the terms and of
// their order. (A filter by match_nothing() looks like one whose articles are named and none has the order:
// only where order_asked_by() gives something may order_of() be called.)
bool is_side_by_side(const Xapian::Query& query);

// What such a query asks of the order of words, for as long as it is there; nullptr where the articles that
// have them in order are named already (see named_articles.h).
struct WordsInOrder {
  Places places;
  std::optional<std::size_t> window;  // none for a phrase
};
const WordsInOrder* order_asked_by(const Xapian::Query& side_by_side);

// Whether words of documents of `database`, which is one of those the query was made for, stand in the order
// that a query of is_side_by_side() asks for, which names no articles. Not thread-safe.
std::function<bool(Xapian::docid)> order_of(const Xapian::Query& side_by_side,
                                            const Xapian::Database& database);

}  // namespace kartotek
