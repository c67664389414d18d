#pragma once

#include <vector>

#include "searcher/query.h"

namespace kartotek {

// The items of a query, or of brackets in it, as they are read one by one.
class RankedGroup {
 public:
  // `inside`: the field of the brackets; `may_nest`: whether one more pair of brackets would be allowed.
  RankedGroup(Field inside, bool may_nest) : inside_(inside), may_nest_(may_nest) {}

  // Throws QueryError for a second plain value inside the brackets of a field that filters.
  void add(Query item, Mark mark);
  bool empty() const { return items_.empty(); }

  // The group as one tree. Requires !empty().
  Query query() &&;

 private:
  void require_filters();
  void settle_everything();

  Field inside_;
  bool may_nest_;
  std::vector<Query> items_;
};

}  // namespace kartotek
