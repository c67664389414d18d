#include "corpus/inferred_date.h"

#include <algorithm>

#include "corpus/calendar.h"
#include "corpus/date_filling.h"
#include "corpus/date_range.h"
#include "corpus/dateline.h"
#include "corpus/thresholds.h"

namespace kartotek {
namespace {

constexpr int last_year = 2100;  // numbers above it are no years

// The last token of the first sentence, or the end.
std::size_t sentence_end(DateTokens tokens, std::size_t from) {
  for (std::size_t at = from; at + 1 < tokens.size(); ++at) {
    const bool stop = tokens[at].is(".") || tokens[at].is("!") || tokens[at].is("?");
    if (stop && tokens[at + 1].spaced && (tokens[at + 1].capital || !tokens[at + 1].is_word())) return at;
  }
  return tokens.size();
}

// A participle behind a Turkish date makes it an attribute of something past: "23 Şubat 2018'de düzenlenen
// ödül".
bool has_turkish_participle(DateTokens sentence, std::size_t from, std::string_view lang) {
  if (lang != "tr" && lang != "az") return false;
  return std::any_of(sentence.begin() + static_cast<std::ptrdiff_t>(from), sentence.end(),
                     [](const DateToken& token) {
                       return token.is_word() && !token.capital && token.folded.size() > 4 &&
                              (token.folded.ends_with("an") || token.folded.ends_with("en") ||
                               token.folded.ends_with("digi") || token.folded.ends_with("dugu") ||
                               token.folded.ends_with("tigi") || token.folded.ends_with("tugu"));
                     });
}

// Whether `at` is where a year of its own stands: four digits that are no part of a longer number or name.
bool is_year(DateTokens tokens, std::size_t at) {
  const DateToken& token = tokens[at];
  if (!token.is_number() || token.digits != 4 || token.value < 1900 || token.value > last_year) return false;
  if (at == 0 || token.spaced) return true;
  const DateToken& before = tokens[at - 1];
  return before.kind == DateToken::Kind::sign && !before.is(",") && !(before.is("-") && !before.spaced);
}

// Whether the news is dated relative to the day it was written on: "on Thursday", "yesterday".
bool has_relative_day(std::span<const DateLine> lines, std::size_t dated_end) {
  constexpr std::size_t shortest_name = 4;  // bytes; "sat" and "sun" are words too
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const DateTokens tokens = lines[i].tokens;
    for (std::size_t at = i == 0 ? dated_end : 0; at < tokens.size(); ++at) {
      if (phrase_at(DatePhrase::relative, tokens, at) > 0) return true;
      if (weekday_named(tokens, at).weekday != 0 && tokens[at].folded.size() >= shortest_name) return true;
    }
  }
  return false;
}

bool is_plausible(const WrittenDate& written, const Date& today) {
  return !written.impossible && !written.ambiguous && written.date.year >= date_limit::first_web_year &&
         written.date <= today;
}

// The date in the first words of a paragraph; `begin` of the result is where it stands.
std::optional<WrittenDate> opening_date(DateTokens tokens, DateStyle style) {
  if (tokens.empty()) return std::nullopt;
  const bool preposition = tokens[0].folded == "on" || tokens[0].folded == "in" || tokens[0].folded == "в" ||
                           tokens[0].folded == "у";
  auto written = read_date(tokens, preposition ? 1 : 0, style);
  if (!written || written->date.year == 0 || written->date.month == 0) return std::nullopt;
  if (written->date.day == 0 && !preposition) return std::nullopt;
  return written;
}

std::optional<DateClue> from_lead(std::span<const DateLine> lines, DateStyle style, const Date& today) {
  const auto lead = std::find_if(lines.begin(), lines.end(), is_prose);
  if (lead == lines.end()) return std::nullopt;
  const DateTokens tokens = lead->tokens;
  const auto written = opening_date(tokens, style);
  if (!written || !is_plausible(*written, today)) return std::nullopt;
  const DateTokens sentence = tokens.first(sentence_end(tokens, written->end));
  if (has_phrase(DatePhrase::doubt, sentence) || has_turkish_participle(sentence, written->end, style.lang))
    return std::nullopt;
  const auto rest = lines.subspan(static_cast<std::size_t>(lead - lines.begin()));
  if (has_relative_day(rest, written->end)) return std::nullopt;
  return DateClue{*written, quote_of(lead->text, tokens.first(written->end))};
}

bool is_joint(const DateToken& token) {
  return token.is(",") || token.is("-") || token.is(":") || token.is("|") || token.is("(") || token.is("•") ||
         token.is(";");
}

// "Defence digest (week of March 3-9, 2024)"; a fair has its days in its title, too.
std::optional<DateClue> from_weekly_title(std::string_view title, DateTokens tokens, DateStyle style,
                                          const Date& today) {
  if (!has_phrase(DatePhrase::weekly, tokens)) return std::nullopt;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const auto range = read_range(tokens, at, style);
    if (range && is_plausible(*range, today))
      return DateClue{*range, quote_of(title, tokens.subspan(at, range->end - at))};
  }
  return std::nullopt;
}

// Whether a place is all that stands before tokens[at]: "Baku, 3 March 2024, Navy holds drill"
bool follows_place(std::string_view title, DateTokens tokens, std::size_t at) {
  if (at == 0) return false;
  std::size_t words = at;
  while (words > 0 && is_joint(tokens[words - 1])) --words;
  return words > 0 && is_place_alone(title.substr(0, tokens[words - 1].end));
}

// Where the date of "Situation as of 06.00 10.11.2023" stands, behind the words and a time; the end for none.
std::size_t behind_as_of(DateTokens tokens) {
  for (std::size_t at = 0; at < tokens.size(); ++at)
    if (const std::size_t length = phrase_at(DatePhrase::as_of, tokens, at); length > 0)
      return skip_filling(tokens, at + length);
  return tokens.size();
}

std::optional<DateClue> from_title(std::string_view title, DateStyle style, const Date& today) {
  const std::vector<DateToken> all = date_tokens(title);
  const DateTokens tokens = all;
  if (has_phrase(DatePhrase::doubt, tokens) || read_dates(tokens, style).size() > 1) return std::nullopt;
  if (auto week = from_weekly_title(title, tokens, style, today)) return week;
  const std::size_t state = behind_as_of(tokens);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const bool bracketed = at == 1 && (tokens[0].is("[") || tokens[0].is("("));
    const bool is_state = at == state;
    if (at > 0 && !bracketed && !is_state && !is_joint(tokens[at - 1]) && !follows_place(title, tokens, at))
      continue;
    const auto written = read_date(tokens, at, style);
    if (!written || written->date.year == 0 || written->date.day == 0 || !is_plausible(*written, today))
      continue;
    const std::size_t behind = written->end;
    const bool closes = behind == tokens.size() || (tokens[behind].is(")") && behind + 1 == tokens.size());
    const bool opens =
        at == 0 && behind < tokens.size() && is_joint(tokens[behind]) && !tokens[behind].is(",");
    const bool precedes = bracketed && behind + 1 < tokens.size() &&  // "[2024-05-08 Wed] Weekly review"
                          (tokens[behind].is("]") || tokens[behind].is(")"));
    const bool behind_place = behind < tokens.size() &&
                              (is_joint(tokens[behind]) || tokens[behind].capital) &&
                              follows_place(title, tokens, at);
    if ((at > 0 && closes) || opens || precedes || behind_place || is_state)
      return DateClue{*written, quote_of(title, tokens.subspan(at, behind - at))};
  }
  return std::nullopt;
}

}  // namespace

std::optional<DateClue> inferred_date(std::string_view title, std::span<const DateLine> lines,
                                      DateStyle style, const Date& today) {
  auto clue = from_title(title, style, today);
  if (!clue) clue = from_lead(lines, style, today);
  return clue;
}

bool is_followed_by_later(const Date& date, std::span<const DateLine> lines, DateStyle style) {
  for (const DateLine& line : lines) {
    const DateTokens tokens = line.tokens;
    for (std::size_t at = 0; at < tokens.size(); ++at)
      if (is_year(tokens, at) && tokens[at].value > date.year) return true;
    for (const WrittenDate& other : read_dates(tokens, style)) {
      Date day = other.date;
      if (day.year == 0) day.year = date.year;
      if (day.year == date.year && day.month > 0 && day > date) return true;
    }
  }
  return false;
}

}  // namespace kartotek
