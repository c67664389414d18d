#include "searcher/ranked_group.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace kartotek {
namespace {

using Kind = Query::Kind;

// The field that the tree offers alternative values of, as country:TR and (country:TR OR country:AZ) do.
Field alternatives_field(const Query& query) {
  if (query.kind == Kind::filter) return query.field;
  if (query.kind != Kind::any_of) return Field::any;
  const Field first = alternatives_field(query.children.front());
  for (const Query& child : query.children)
    if (alternatives_field(child) != first) return Field::any;
  return first;
}

void append_alternatives(Query& any_of, Query&& more) {
  if (more.kind != Kind::any_of) {
    any_of.children.push_back(std::move(more));
    return;
  }
  for (Query& child : more.children) any_of.children.push_back(std::move(child));
}

}  // namespace

void RankedGroup::add(Query item, Mark mark) {
  const auto is_plain = [](const Query& query) { return query.mark == Mark::none; };
  if (!is_text(inside_) && mark == Mark::none && std::any_of(items_.begin(), items_.end(), is_plain))
    throw QueryError("missing_operator",
                     fmt::format("two values of {}: stand side by side", to_string(inside_)), item.at,
                     "write OR or AND between them; values of several words go in quotes");
  item.mark = mark;
  items_.push_back(std::move(item));
}

// Filters restrict: makes those without a sign required, as alternatives where they are on one field.
void RankedGroup::require_filters() {
  std::array<std::size_t, 9> first_of{};  // by field: place in `kept` plus 1
  std::vector<Query> kept;
  for (Query& item : items_) {
    const bool restricts = item.mark == Mark::none && only_filters(item);
    const Field field = restricts ? alternatives_field(item) : Field::any;
    if (restricts) item.mark = Mark::must;
    std::size_t& first = first_of[static_cast<std::size_t>(field)];
    if (field == Field::any || first == 0) {
      kept.push_back(std::move(item));
      if (field != Field::any) first = kept.size();
      continue;
    }
    if (!may_nest_)
      throw QueryError("too_deep", "alternative filters stand too deep in brackets", item.at,
                       "leave out brackets that change nothing");
    Query& any_of = kept[first - 1];
    if (any_of.kind != Kind::any_of) {
      Query alone = std::move(any_of);
      any_of = {.kind = Kind::any_of, .mark = Mark::must, .children = {}, .at = alone.at};
      alone.mark = Mark::none;
      any_of.children.push_back(std::move(alone));
    }
    item.mark = Mark::none;
    append_alternatives(any_of, std::move(item));
  }
  items_ = std::move(kept);
}

// Drops `*` where it changes nothing, and adds it where there is nothing else to subtract from.
void RankedGroup::settle_everything() {
  const auto any = [this](auto&& accepts) { return std::any_of(items_.begin(), items_.end(), accepts); };
  const auto is_required = [](const Query& item) { return item.mark == Mark::must; };
  const auto ranks_required = [](const Query& item) {
    return item.mark == Mark::must && !only_filters(item);
  };
  const auto is_plain_star = [](const Query& item) {
    return item.mark == Mark::none && item.kind == Kind::everything;
  };
  const auto is_optional = [&](const Query& item) { return item.mark == Mark::none && !is_plain_star(item); };
  if (any(ranks_required) || (any(is_required) && !any(is_optional))) std::erase_if(items_, is_plain_star);
  if (!any([](const Query& item) { return item.mark != Mark::must_not; }))
    items_.insert(items_.begin(), Query{.kind = Kind::everything, .at = items_.front().at});
}

Query RankedGroup::query() && {
  require_filters();
  settle_everything();
  if (items_.size() == 1) {
    items_.front().mark = Mark::none;
    return std::move(items_.front());
  }
  const std::size_t at = items_.front().at;
  return {.kind = Kind::words, .children = std::move(items_), .at = at};
}

}  // namespace kartotek
