#include "searcher/newest.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "indexer/schema.h"

namespace kartotek {
namespace {

// The month terms of the index in the order of their articles, and how many articles each has. A year without
// a month stands before the year's January, as it does in slot::date.
std::vector<std::pair<std::string, Xapian::doccount>> months_of(const Xapian::Database& database,
                                                                bool newest) {
  std::vector<std::pair<std::string, Xapian::doccount>> months;
  const std::string start(prefix::month);
  for (auto month = database.allterms_begin(start); month != database.allterms_end(start); ++month)
    months.emplace_back(*month, month.get_termfreq());
  if (newest) std::reverse(months.begin(), months.end());
  return months;
}

}  // namespace

std::optional<Xapian::MSet> first_by_date(Xapian::Enquire& enquire, bool newest, Xapian::doccount asked,
                                          const Xapian::Database& database) {
  // A window with four times the matches that are wanted, if they are spread evenly, is tried first.
  constexpr double ample = 4;
  constexpr double growth = 8;
  const Xapian::Query query = enquire.get_query();
  const double all = database.get_doccount();
  const double expected = enquire.get_mset(0, 0).get_matches_estimated();
  double room = expected > 0 ? ample * asked * all / expected : all;
  const auto months = months_of(database, newest);
  auto month = months.begin();
  std::vector<Xapian::Query> window;
  double held = 0;
  while (2 * room < all) {
    for (; month != months.end() && held < room; ++month) {
      window.emplace_back(month->first);
      held += month->second;
    }
    if (month == months.end()) break;
    enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query,
                                    Xapian::Query(Xapian::Query::OP_OR, window.begin(), window.end())));
    Xapian::MSet matches = enquire.get_mset(0, asked);
    enquire.set_query(query);
    if (matches.size() == asked) return matches;
    room = std::max(room, held) * growth;
  }
  return std::nullopt;
}

}  // namespace kartotek
