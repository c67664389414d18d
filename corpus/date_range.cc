#include "corpus/date_range.h"

#include "corpus/calendar.h"

namespace kartotek {
namespace {

bool is_day(DateTokens tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].is_number() && tokens[at].digits <= 2;
}

// "9, 2024", "9 2024", as the end of "March 3-9, 2024"
std::optional<WrittenDate> day_and_year(DateTokens tokens, std::size_t at) {
  if (!is_day(tokens, at)) return std::nullopt;
  const std::size_t year = at + 1 < tokens.size() && tokens[at + 1].is(",") ? at + 2 : at + 1;
  if (year >= tokens.size() || !tokens[year].is_number() || tokens[year].digits != 4) return std::nullopt;
  return WrittenDate{.date = {tokens[year].value, 0, tokens[at].value}, .begin = at, .end = year + 1};
}

// The first day, which may lack month and year, from tokens[at] up to `dash`.
std::optional<Date> first_day(DateTokens tokens, std::size_t at, std::size_t dash, DateStyle style) {
  if (dash == at + 1 && is_day(tokens, at)) return Date{0, 0, tokens[at].value};
  const auto written = read_date(tokens.first(dash), at, style);
  if (!written || written->end != dash || written->date.day == 0) return std::nullopt;
  return written->date;
}

}  // namespace

std::optional<WrittenDate> read_range(DateTokens tokens, std::size_t at, DateStyle style) {
  constexpr std::size_t longest_day = 8;  // tokens
  std::size_t dash = at;
  std::optional<Date> first;
  while (!first && ++dash < std::min(tokens.size(), at + longest_day))
    if (tokens[dash].is("-")) first = first_day(tokens, at, dash, style);
  if (!first) return std::nullopt;
  auto last = read_date(tokens.subspan(dash + 1), 0, style);
  if (!last) last = day_and_year(tokens.subspan(dash + 1), 0);
  if (!last || last->date.day == 0 || last->date.year == 0) return std::nullopt;
  Date& end = last->date;
  if (first->month == 0) first->month = end.month;
  if (end.month == 0) end.month = first->month;
  if (first->year == 0) first->year = end.year;
  constexpr int longest = 7;  // days from the first
  if (first->month == 0 || !exists(*first) || !exists(end)) return std::nullopt;
  const int days = days_between(*first, end);
  if (days < 1 || days > longest || first->year != end.year) return std::nullopt;
  return WrittenDate{.date = {end.year, first->month == end.month ? end.month : 0, 0},
                     .begin = at,
                     .end = dash + 1 + last->end};
}

}  // namespace kartotek
