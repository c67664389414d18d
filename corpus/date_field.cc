#include "corpus/date_field.h"

#include <algorithm>
#include <utility>

#include "corpus/calendar.h"

namespace kartotek {
namespace {

constexpr std::size_t longest_field = 120;  // bytes; no date is longer

// Of all forms but that of parse_iso_date.
bool is_year(int year) { return year >= 1900 && year <= 2100; }

bool is_digits(const DateToken& token, std::size_t count) {
  return token.is_number() && token.digits == count;
}

bool is_clock(DateTokens tokens, std::size_t at) {
  return at + 2 < tokens.size() && tokens[at].is_number() && tokens[at].digits <= 2 &&
         tokens[at + 2].is_number() &&
         (tokens[at + 1].is(":") || (tokens[at + 1].is(".") && !tokens[at + 1].spaced));
}

// "14:30, 15 April 2021": where the date begins.
std::size_t behind_time(DateTokens tokens) {
  if (!is_clock(tokens, 0) || !tokens[1].is(":")) return 0;
  std::size_t at = 3;
  if (at + 1 < tokens.size() && tokens[at].is(":")) at += 2;
  while (at < tokens.size() && tokens[at].kind == DateToken::Kind::sign) ++at;
  return at;
}

std::optional<WrittenDate> checked(const Date& date) {
  WrittenDate written{date};
  written.impossible = date.month == 0 || !exists(date);
  return written;
}

// 20210415, 20210415T1430, 20210415143000
std::optional<WrittenDate> read_basic_format(DateTokens tokens) {
  constexpr std::size_t date_digits = 8;
  if (tokens.empty() ||
      !(is_digits(tokens[0], date_digits) || is_digits(tokens[0], 12) || is_digits(tokens[0], 14)))
    return std::nullopt;
  if (tokens.size() > 1 && tokens[1].folded != "t" && tokens[1].folded != "z") return std::nullopt;
  int value = 0;
  for (const char digit : tokens[0].folded.substr(0, date_digits)) value = value * 10 + (digit - '0');
  const auto written = checked({value / 10000, value / 100 % 100, value % 100});
  return is_year(written->date.year) && written->date.day != 0 ? written : std::nullopt;
}

// 2021/04, 04/2021, 4.2021
std::optional<WrittenDate> read_month(DateTokens tokens) {
  if (tokens.size() != 3 || !(tokens[1].is("/") || tokens[1].is(".") || tokens[1].is("-")))
    return std::nullopt;
  const bool year_first = is_digits(tokens[0], 4);
  const DateToken& year = tokens[year_first ? 0 : 2];
  const DateToken& month = tokens[year_first ? 2 : 0];
  if (!is_digits(year, 4) || !is_year(year.value) || !month.is_number() || month.digits > 2)
    return std::nullopt;
  return checked({year.value, month.value, 0});
}

// A year of two digits: that of this century which has been, or begins next, else of the last.
int full_year(int two_digits) {
  const int this_year = today().year;
  const int year = this_year / 100 * 100 + two_digits;
  return year > this_year + 1 ? year - 100 : year;
}

// 15-Apr-21, 15 Apr '21: the day always stands first where the year has two digits
std::optional<WrittenDate> read_short_year(DateTokens tokens, DateStyle style) {
  const auto day = read_date(tokens, 0, style);
  if (!day || day->date.year != 0 || tokens[0].month != 0) return std::nullopt;
  std::size_t at = day->end;
  while (at < tokens.size() && (tokens[at].is("-") || tokens[at].is("'"))) ++at;
  if (at >= tokens.size() || !is_digits(tokens[at], 2) || is_clock(tokens, at)) return std::nullopt;
  if (!is_only_time(tokens, at + 1)) return std::nullopt;
  return checked({full_year(tokens[at].value), day->date.month, day->date.day});
}

// 2021-04-15, and behind it nothing, a time, or words: "2021-04-15 to 2021-05-01" is no date.
std::optional<WrittenDate> read_iso_date(std::string_view text) {
  constexpr std::size_t length = 10;
  const auto date = parse_iso_date(text);
  if (!date) return std::nullopt;
  if (text.size() <= length || text[length] == 'T') return WrittenDate{*date};
  const std::vector<DateToken> rest = date_tokens(text.substr(length));
  const auto number =
      std::find_if(rest.begin(), rest.end(), [](const DateToken& token) { return token.is_number(); });
  if (number == rest.end() || is_clock(rest, static_cast<std::size_t>(number - rest.begin())) ||
      (number == rest.begin() && number->digits >= 4 && (rest.size() == 1 || rest[1].is_word())))  // 1430 GMT
    return WrittenDate{*date};
  return std::nullopt;
}

}  // namespace

std::optional<WrittenDate> read_short_numbers(DateTokens tokens, std::size_t at, DateStyle style) {
  constexpr std::size_t length = 5;  // tokens
  if (tokens.size() < at + length) return std::nullopt;
  const DateTokens parts = tokens.subspan(at, length);
  if (!(parts[1].is(".") || parts[1].is("/")) || !parts[3].is(parts[1].folded)) return std::nullopt;
  const auto is_short = [&](std::size_t part) { return parts[part].is_number() && parts[part].digits <= 2; };
  if (!is_short(0) || !is_short(2) || !is_digits(parts[4], 2)) return std::nullopt;
  const int first = parts[0].value;
  const int second = parts[2].value;
  constexpr int months = 12;
  const bool either = first <= months && second <= months && first != second;
  const std::size_t bytes = parts[4].end - parts[0].begin;
  const bool plain = bytes == parts[0].digits + parts[2].digits + parts[4].digits + 2;
  DayMonth order = plain ? style.habit : DayMonth::unknown;
  if (order == DayMonth::unknown && !style.lang.empty() && style.lang != "en") order = DayMonth::day_first;
  if (parts[1].is(".") || first > months) order = DayMonth::day_first;
  if (second > months && !parts[1].is(".") && first <= months) order = DayMonth::month_first;
  WrittenDate written{{full_year(parts[4].value), second, first}};
  if (order == DayMonth::month_first) std::swap(written.date.month, written.date.day);
  written.ambiguous = either && order == DayMonth::unknown;
  if (written.ambiguous) written.date.month = written.date.day = 0;
  written.impossible = !written.ambiguous && (written.date.month == 0 || !exists(written.date));
  written.end = at + length;
  return written;
}

// Words count as a zone where a time stands before them.
bool is_only_time(DateTokens tokens, std::size_t at) {
  bool timed = false;
  for (std::size_t i = at; i < tokens.size(); ++i) {
    const bool begins_time = !timed && is_clock(tokens, i);
    timed |= begins_time;
    if (tokens[i].is_number() && !timed) return false;
    if (!tokens[i].is_word() || timed) continue;
    const std::size_t filler = phrase_at(DatePhrase::filler, tokens, i);
    if (filler == 0 && tokens[i].folded != "t") return false;
    if (filler > 0) i += filler - 1;
  }
  return true;
}

std::optional<WrittenDate> read_whole_date(std::string_view text, DateStyle style) {
  if (text.size() > longest_field) return std::nullopt;
  const std::vector<DateToken> all = date_tokens(text);
  if (all.empty()) return std::nullopt;
  if (const auto date = read_iso_date(text.substr(all.front().begin, all.back().end - all.front().begin)))
    return date;
  const DateTokens tokens = DateTokens(all).subspan(behind_time(all));
  if (const auto written = read_date(tokens, 0, style); written && written->date.year != 0)
    return is_only_time(tokens, written->end) ? written : std::nullopt;
  if (const auto written = read_basic_format(tokens)) return written;
  if (const auto written = read_month(tokens)) return written;
  if (const auto written = read_short_numbers(tokens, 0, style))
    return is_only_time(tokens, written->end) ? written : std::nullopt;
  return read_short_year(tokens, style);
}

}  // namespace kartotek
