#include "corpus/dateline.h"

#include <algorithm>

#include "corpus/country_mentions.h"

namespace kartotek {
namespace {

constexpr std::size_t longest_place = 24;   // tokens, an agency and its brackets among them
constexpr std::size_t longest_agency = 12;  // tokens
constexpr std::size_t lines_looked_at = 4;  // a title, a place and an author may stand above

bool is_word(DateTokens tokens, std::size_t at) { return at < tokens.size() && tokens[at].is_word(); }
bool is_sign(DateTokens tokens, std::size_t at, std::string_view sign) {
  return at < tokens.size() && tokens[at].is(sign);
}

bool is_label(DateTokens tokens, std::size_t at) {
  return phrase_at(DatePhrase::published, tokens, at) > 0 || phrase_at(DatePhrase::updated, tokens, at) > 0 ||
         phrase_at(DatePhrase::original, tokens, at) > 0 || phrase_at(DatePhrase::byline, tokens, at) > 0 ||
         phrase_at(DatePhrase::plain, tokens, at) > 0 || phrase_at(DatePhrase::related, tokens, at) > 0;
}

// Whether `tokens` may name a place: capitalised words, small words between them, and no numbers.
bool is_place(DateTokens tokens) {
  std::size_t words = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const DateToken& token = tokens[at];
    if (token.is_number()) return false;
    if (token.is_word()) {
      if (is_label(tokens, at)) return false;
      const bool small = words > 0 && (phrase_at(DatePhrase::connector, tokens, at) > 0 || !token.spaced);
      if (!token.capital && !small) return false;
      words += small ? 0 : 1;
    } else if (token.folded.find_first_of(",.-()/'&|:") == std::string::npos) {
      return false;
    }
  }
  constexpr std::size_t most_words = 7;
  return words >= 1 && words <= most_words;
}

// Whether the place is set apart from the date: "BAKU, 15", "BAKU 15", "Bakı - 15", "(AA) 15"; not "In May
// 15".
bool is_set_apart(DateTokens place) {
  const DateToken& last = place.back();
  if (last.is_word())
    return std::all_of(place.begin(), place.end(),
                       [](const DateToken& token) { return !token.is_word() || token.capitals; });
  return !last.is("'") && !last.is("&") && !last.is("(");
}

// Where the closing sign of what opens at tokens[at] stands, with a short text between; 0 for none.
std::size_t closing(DateTokens tokens, std::size_t at, std::string_view sign) {
  for (std::size_t i = at + 1; i < std::min(tokens.size(), at + longest_agency); ++i)
    if (tokens[i].is(sign)) return i;
  return 0;
}

// Whether an agency's name, one to four capitalised words, and then a dash, a stop or the end stand at
// tokens[at].
bool is_agency(DateTokens tokens, std::size_t at) {
  std::size_t end = at;
  while (is_word(tokens, end) && end < at + 4 && (tokens[end].capital || !tokens[end].spaced)) ++end;
  if (end == at) return false;
  if (end == tokens.size() || tokens[end].is("-") || tokens[end].is(":") || tokens[end].is("/")) return true;
  return tokens[end].is(".") && end == at + 1 && (tokens[at].capitals || end + 1 == tokens.size());
}

// Whether what stands behind the date ends a dateline rather than going on with a sentence.
bool ends_dateline(DateTokens tokens, std::size_t at, DateTokens place) {
  if (at >= tokens.size()) {
    const bool all_capitals = place.front().capitals;
    const auto words =
        std::count_if(place.begin(), place.end(), [](const DateToken& t) { return t.is_word(); });
    return (all_capitals || words <= 3) && (place.back().is(",") || place.back().is("-"));
  }
  if (tokens[at].is(")")) return place.front().is("(");  // "(ANKARA, April 15, 2021) The navy ..."
  if (tokens[at].is("(")) return closing(tokens, at, ")") != 0;
  if (tokens[at].is("/")) return true;
  if (tokens[at].is("-") || tokens[at].is("|"))
    return at + 1 == tokens.size() || !tokens[at + 1].is_number() || tokens[at].spaced;
  if (tokens[at].is(":")) return at + 1 == tokens.size() || tokens[at + 1].spaced;
  if (tokens[at].is(".")) {
    if (at + 1 == tokens.size()) return false;
    return tokens[at + 1].capital || is_sign(tokens, at + 1, "/") || is_sign(tokens, at + 1, "(") ||
           is_sign(tokens, at + 1, "-");
  }
  if (tokens[at].is(","))
    return is_sign(tokens, at + 1, "/") || is_sign(tokens, at + 1, "(") || is_agency(tokens, at + 1);
  return is_agency(tokens, at) && tokens[at].capital;
}

// Behind ", 14:30", which some agencies add.
std::size_t skip_clock(DateTokens tokens, std::size_t at) {
  const std::size_t hour = is_sign(tokens, at, ",") ? at + 1 : at;
  const bool is_clock = hour + 2 < tokens.size() && tokens[hour].is_number() && tokens[hour].digits <= 2 &&
                        tokens[hour + 1].is(":") && tokens[hour + 2].is_number();
  return is_clock ? hour + 3 : at;
}

// Whether a line may begin with a place: it is in capitals or known to be one, or the story goes on behind
// it. "Jane Roe - 15 April 2021" is a byline.
bool may_be_place(const DateLine& line, DateTokens place) {
  if (is_prose(line)) return true;
  const auto first = std::find_if(place.begin(), place.end(), [](const DateToken& t) { return t.is_word(); });
  if (first != place.end() && first->capitals) return true;
  return !country_mentions(line.text.substr(0, place.back().end), {}).found.empty();
}

std::optional<DateClue> read_dateline(const DateLine& line, DateStyle style) {
  const DateTokens tokens = line.tokens;
  if (read_date(tokens, 0, style)) return std::nullopt;  // "Saturday, October 16, 2020": no place
  for (std::size_t at = 1; at < std::min(tokens.size(), longest_place); ++at) {
    const auto written = read_date(tokens, at, style);
    if (!written) continue;
    const bool bracketed = is_sign(tokens, at - 1, "(") && is_sign(tokens, written->end, ")");
    const DateTokens place = tokens.first(bracketed ? at - 1 : at);
    if (bracketed && (place.empty() || !is_sign(tokens, written->end + 1, "-"))) return std::nullopt;
    if (written->date.day == 0 || !is_place(place)) return std::nullopt;
    if (!bracketed && !is_set_apart(place)) return std::nullopt;
    if (!bracketed && !ends_dateline(tokens, skip_clock(tokens, written->end), place)) return std::nullopt;
    if (!may_be_place(line, place)) return std::nullopt;
    const std::size_t from = written->impossible ? at : 0;
    return DateClue{*written, quote_of(line.text, tokens.subspan(from, written->end - from))};
  }
  return std::nullopt;
}

}  // namespace

std::optional<DateClue> dateline_date(std::span<const DateLine> lines, DateStyle style) {
  std::size_t seen = 0;
  for (const DateLine& line : lines) {
    if (is_caption(line)) continue;
    if (auto clue = read_dateline(line, style)) return clue;
    if (is_prose(line) || ++seen == lines_looked_at) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace kartotek
