#include "searcher/newest.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/schema.h"

namespace kartotek {
namespace {

// The month terms in the order of their articles, from the newest or the oldest date on. A year without a
// month stands before the year's January, as it does in slot::date. (Walking over the terms themselves takes
// a step for every chunk of their posting lists.)
class Months {
 public:
  Months(const Xapian::Database& database, bool newest)
      : newest_(newest),
        next_(number_of(newest ? database.get_value_upper_bound(slot::date)
                               : database.get_value_lower_bound(slot::date))),
        last_(number_of(newest ? database.get_value_lower_bound(slot::date)
                               : database.get_value_upper_bound(slot::date))) {}

  bool done() const { return newest_ ? next_ < last_ : next_ > last_; }
  std::string take() {
    const int year = next_ / months_of_year;
    const int month = next_ % months_of_year;
    next_ += newest_ ? -1 : 1;
    return make_term(prefix::month,
                     month == 0 ? fmt::format("{:04}", year) : fmt::format("{:04}{:02}", year, month));
  }

 private:
  static constexpr int months_of_year = 13;  // the first is none
  static int number_of(const std::string& date) {
    return date.size() < 6 ? 0 : std::stoi(date.substr(0, 4)) * months_of_year + std::stoi(date.substr(4, 2));
  }

  bool newest_;
  int next_;
  int last_;
};

}  // namespace

std::optional<Xapian::MSet> first_by_date(Xapian::Enquire& enquire, bool newest, Xapian::doccount asked,
                                          const Xapian::Database& database) {
  // A window with four times the matches that are wanted, if they are spread evenly, is tried first.
  constexpr double ample = 4;
  constexpr double growth = 8;
  constexpr int most_months = 600;
  const Xapian::Query query = enquire.get_query();
  const double all = database.get_doccount();
  const double expected = enquire.get_mset(0, 0).get_matches_estimated();
  double room = expected > 0 ? ample * asked * all / expected : all;
  Months months(database, newest);
  std::vector<Xapian::Query> window;
  double held = 0;
  while (2 * room < all) {
    // A date far from all others (2205 for 2025) is not worth a long way.
    for (int looked_at = 0; !months.done() && held < room && looked_at < most_months; ++looked_at) {
      const std::string month = months.take();
      const Xapian::doccount articles = database.get_termfreq(month);
      if (articles > 0) window.emplace_back(month);
      held += articles;
    }
    if (held < room) break;
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
