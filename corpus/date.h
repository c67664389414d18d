#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace kartotek {

// A calendar date as precise as it is known: a day, a month (day 0), a year (month and day 0),
// or nothing (all 0). Ordered by its fields, so that 2021 < 2021-04 < 2021-04-15.
struct Date {
  int year = 0;  // 1 to 9999
  int month = 0;
  int day = 0;
  bool known() const { return year != 0; }
  auto operator<=>(const Date&) const = default;  // NOLINT(modernize-use-nullptr): a fault of clang-tidy 14
};

// Where a date was found, best first; see the README for each.
enum class DateSource { none, header, field, meta, url, dateline, published, inferred };

// "2021-04-15", "2021-04", "2021"; "" for an unknown date.
std::string to_string(const Date& date);
// The word used in JSON: "none", "header", "field" ...
std::string_view to_string(DateSource source);

// Reads YYYY, YYYY-MM or YYYY-MM-DD. What stands behind the day and a T or a blank, as a time of ISO 8601
// does, is not looked at. Nothing for all else, for impossible days (2021-02-30) and for the year 0.
std::optional<Date> parse_iso_date(std::string_view text);

}  // namespace kartotek
