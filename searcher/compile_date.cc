#include <fmt/format.h>

#include "indexer/schema.h"
#include "searcher/compile_query.h"
#include "searcher/every_document.h"

namespace kartotek {
namespace {

// The date terms of a range: whole years, whole months of the years at its ends, days of the months at
// its ends, and the articles that are dated to no more than a month or a year which overlaps.
class DateTerms {
 public:
  DateTerms(const Date& from, const Date& to) : from_(from), to_(to) {}

  std::vector<Xapian::Query> take() {
    for (int year = from_.year; year <= to_.year; ++year) add_year(year);
    return std::move(terms_);
  }

 private:
  void add(std::string_view prefix, const std::string& value) {
    terms_.emplace_back(make_term(prefix, value));
  }

  void add_year(int year) {
    const std::string name = fmt::format("{:04}", year);
    if (first_day({year}) >= from_ && last_day({year}) <= to_) return add(prefix::year, name);
    add(prefix::month, name);  // dated to the year only
    for (int month = 1; month <= 12; ++month) {
      const Date first = first_day({year, month});
      const Date last = last_day({year, month});
      if (last < from_ || first > to_) continue;
      add_month(first, last);
    }
  }

  void add_month(const Date& first, const Date& last) {
    const std::string name = fmt::format("{:04}{:02}", first.year, first.month);
    if (first >= from_ && last <= to_) return add(prefix::month, name);
    add(prefix::day, name);  // dated to the month only
    for (Date day = first; day <= last; ++day.day)
      if (day >= from_ && day <= to_) add(prefix::day, fmt::format("{}{:02}", name, day.day));
  }

  Date from_, to_;
  std::vector<Xapian::Query> terms_;
};

int year_of(const std::string& date) { return std::stoi(date.substr(0, 4)); }

}  // namespace

Xapian::Query compile_date_range(const Date& from, const Date& to, const Xapian::Database& database) {
  if (!from.known() && !to.known()) return Xapian::Query(std::string(prefix::undated));
  // The years that the index has, or once had, bound an open range.
  const std::string earliest = database.get_value_lower_bound(slot::date);
  const std::string latest = database.get_value_upper_bound(slot::date);
  if (latest.empty()) return match_nothing();
  const Date first = first_day({year_of(earliest)});
  const Date last = last_day({year_of(latest)});
  const std::vector<Xapian::Query> terms = DateTerms(from.known() ? std::max(first_day(from), first) : first,
                                                     to.known() ? std::min(last_day(to), last) : last)
                                               .take();
  if (terms.empty()) return match_nothing();
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

}  // namespace kartotek
