#include "searcher/query_value.h"

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <chrono>
#include <cstring>
#include <map>

#include "corpus/unicode.h"
#include "searcher/query_lexer.h"

namespace kartotek {
namespace {

[[noreturn]] void refuse_date(const std::string& what, std::size_t at) {
  throw QueryError("invalid_date", what, at,
                   "dates are 2021, 2021-04 or 2021-04-15; ranges 2021-04..2021-06, 2020.., >=2020; none "
                   "for articles without a date");
}

Date parse_bound(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = std::string_view("2021-04-15").size();
  if (text.empty()) refuse_date("a date is missing", at);
  const std::optional<Date> date = text.size() > longest ? std::nullopt : parse_iso_date(text);
  if (!date) refuse_date(shown(text) + " is not a date", at);
  return *date;
}

// The day, month or year `step` after `date`; unknown beyond the years there are.
Date moved(Date date, int step) {
  using std::chrono::days, std::chrono::months, std::chrono::years;
  const Date first = first_day(date);
  const std::chrono::year_month_day day{std::chrono::year{first.year},
                                        std::chrono::month{static_cast<unsigned>(first.month)},
                                        std::chrono::day{static_cast<unsigned>(first.day)}};
  std::chrono::year_month_day result = day;
  if (date.month == 0) {
    result += years{step};
  } else if (date.day == 0) {
    result += months{step};
  } else {
    result = std::chrono::sys_days{day} + days{step};
  }
  const int year = static_cast<int>(result.year());
  if (year < 1 || year > 9999) return {};
  return {year, date.month == 0 ? 0 : static_cast<int>(static_cast<unsigned>(result.month())),
          date.day == 0 ? 0 : static_cast<int>(static_cast<unsigned>(result.day()))};
}

void set_bounds(Query& range, std::string_view text, std::size_t at) {
  if (fold(text) == "none") return;
  if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
    const std::string_view from = text.substr(0, dots);
    const std::string_view to = text.substr(dots + 2);
    if (!from.empty() || to.empty()) range.from = parse_bound(from, at);
    if (!to.empty()) range.to = parse_bound(to, at + count_code_points(text.substr(0, dots + 2)));
    return;
  }
  const bool above = text.starts_with('>');
  if (!above && !text.starts_with('<')) {
    range.from = range.to = parse_bound(text, at);
    return;
  }
  const bool includes = text.substr(1).starts_with('=');
  const std::size_t sign = includes ? 2 : 1;
  Date date = parse_bound(text.substr(sign), at + sign);
  if (!includes) date = moved(date, above ? 1 : -1);
  if (!date.known()) refuse_date("no date is " + shown(text), at);
  (above ? range.from : range.to) = date;
}

// Folded English names and codes of all languages that have an ISO 639-1 code.
std::map<std::string, std::string, std::less<>> read_languages() {
  std::map<std::string, std::string, std::less<>> codes;
  for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
    if (std::strlen(*code) != 2) continue;
    icu::UnicodeString display;
    std::string name;
    icu::Locale(*code).getDisplayLanguage(icu::Locale::getEnglish(), display).toUTF8String(name);
    codes.try_emplace(*code, *code);
    codes.try_emplace(fold(name), *code);
  }
  return codes;
}

}  // namespace

Query date_range(std::string_view text, std::size_t at) {
  Query range{.kind = Query::Kind::date_range, .field = Field::date, .at = at};
  set_bounds(range, text, at);
  if (range.from.known() && range.to.known() && first_day(range.from) > last_day(range.to))
    throw QueryError("date_backwards", "the range of dates runs backwards", at,
                     "write " + to_string(range.to) + ".." + to_string(range.from));
  return range;
}

std::optional<std::string> language_code(std::string_view name) {
  static const auto codes = read_languages();
  const auto found = codes.find(fold(name));
  if (found == codes.end()) return std::nullopt;
  return found->second;
}

}  // namespace kartotek
