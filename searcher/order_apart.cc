#include "searcher/order_apart.h"

#include <cstddef>
#include <vector>

#include "corpus/error.h"
#include "searcher/every_document.h"
#include "searcher/scale_factor.h"
#include "searcher/side_by_side.h"

namespace kartotek {
namespace {

using Query = Xapian::Query;

bool is_order(const Query& query) { return is_side_by_side(query) && order_asked_by(query); }

// What takes the place of a part that asks for order; `adds`: the more it matches, the more the whole does.
using Replace = std::function<Query(const Query& part, bool adds)>;

Query rebuilt(const Query& query, bool adds, const Replace& replace) {
  if (!asks_for_order(query)) return query;
  if (is_order(query)) return replace(query, adds);
  const Query::op type = query.get_type();
  if (type == Query::OP_SCALE_WEIGHT) {
    const auto factor = factor_of(query);
    if (!factor) throw Error(ErrorKind::io, "this version of Xapian writes queries in a form not known here");
    return {type, rebuilt(query.get_subquery(0), adds, replace), *factor};
  }
  std::vector<Query> parts;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
    const bool subtracts = type == Query::OP_AND_NOT && i > 0;
    parts.push_back(rebuilt(query.get_subquery(i), adds != subtracts, replace));
  }
  return {type, parts.begin(), parts.end()};
}

void add_parts(const Query& query, std::vector<Query>& parts) {
  if (!asks_for_order(query)) return;
  if (is_order(query)) parts.push_back(query);
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) add_parts(query.get_subquery(i), parts);
}

}  // namespace

bool asks_for_order(const Xapian::Query& query) {
  if (query.empty()) return false;
  if (is_order(query)) return true;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i)
    if (asks_for_order(query.get_subquery(i))) return true;
  return false;
}

std::vector<Xapian::Query> parts_that_ask_for_order(const Xapian::Query& query) {
  std::vector<Query> parts;
  add_parts(query, parts);
  return parts;
}

Xapian::Query without_order(const Xapian::Query& query) {
  return rebuilt(query, true, [](const Query& part, bool adds) {
    return adds ? without_order(part.get_subquery(0)) : match_nothing();
  });
}

bool always_has_order(const Xapian::Query& query) {
  if (query.empty()) return false;
  if (is_order(query)) return true;
  const auto is_so = [&query](std::size_t i) { return always_has_order(query.get_subquery(i)); };
  const std::size_t count = query.get_num_subqueries();
  switch (query.get_type()) {
    case Query::OP_OR:
      for (std::size_t i = 0; i < count; ++i)
        if (!is_so(i)) return false;
      return true;
    case Query::OP_AND:
    case Query::OP_FILTER:
      for (std::size_t i = 0; i < count; ++i)
        if (is_so(i)) return true;
      return false;
    case Query::OP_SCALE_WEIGHT:
    case Query::OP_AND_NOT:
    case Query::OP_AND_MAYBE:
      return is_so(0);
    default:
      return false;
  }
}

Xapian::Query doubtful(const Xapian::Query& query) {
  if (always_has_order(query)) return without_order(query);
  std::vector<Query> words;
  for (const Query& part : parts_that_ask_for_order(query)) words.push_back(without_order(part));
  return {Query::OP_FILTER, without_order(query), Query(Query::OP_OR, words.begin(), words.end())};
}

Xapian::Query with_order_replaced(const Xapian::Query& query,
                                  const std::function<Xapian::Query(const Xapian::Query& part)>& replaced) {
  return rebuilt(query, true, [&replaced](const Query& part, bool /*adds*/) { return replaced(part); });
}

}  // namespace kartotek
