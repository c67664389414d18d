#include "corpus/dateline.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "corpus/country_mentions.h"
#include "corpus/lines.h"
#include "corpus/phrase_book.h"
#include "corpus/thresholds.h"
#include "corpus/words.h"

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
    } else if (token.folded.find_first_of(",.-()/'&|:") == std::string::npos ||
               (token.is(":") && at + 1 < tokens.size())) {  // "Next: Farnborough, 20 July"
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

// Behind the one to four capitalised words at tokens[at] that may be an agency's name; `at` where there are
// none.
std::size_t behind_name(DateTokens tokens, std::size_t at) {
  constexpr std::size_t most_words = 4;
  const auto is_host = [&](std::size_t dot) {  // Report.az
    return is_sign(tokens, dot, ".") && !tokens[dot].spaced && is_word(tokens, dot + 1) &&
           !tokens[dot + 1].spaced;
  };
  std::size_t end = at;
  while (end < at + most_words && ((is_word(tokens, end) && (tokens[end].capital || !tokens[end].spaced)) ||
                                   (end > at && is_host(end))))
    ++end;
  return end;
}

// Whether such a name, and then a dash, a stop or the end stand at tokens[at].
bool is_agency(DateTokens tokens, std::size_t at) {
  const std::size_t end = behind_name(tokens, at);
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
    return (all_capitals || words <= 3) &&
           (place.back().is(",") || place.back().is("-") || place.back().is("."));
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
    if ((written->date.day == 0 && !written->ambiguous) || !is_place(place)) return std::nullopt;
    if (!bracketed && !is_set_apart(place)) return std::nullopt;
    if (!bracketed && !ends_dateline(tokens, skip_clock(tokens, written->end), place)) return std::nullopt;
    if (!may_be_place(line, place)) return std::nullopt;
    const std::size_t from = written->impossible ? at : 0;
    return DateClue{*written, quote_of(line.text, tokens.subspan(from, written->end - from))};
  }
  return std::nullopt;
}

// Behind what stands between a date that a story begins with and its first sentence: "15 March 2023 -",
// "March 15, 2023 (UPI) --", "[15 March 2023]", "15 марта 2023. "; 0 where it is anything else. `at`: behind
// the date.
std::size_t behind_opening(DateTokens tokens, std::size_t at, bool bracketed) {
  if (bracketed) {
    if (!is_sign(tokens, at, ")") && !is_sign(tokens, at, "]")) return 0;
    return is_sign(tokens, at + 1, "-") || is_sign(tokens, at + 1, ":") ? at + 2 : at + 1;
  }
  if (tokens[at - 1].is(".")) return at;  // "2023 г. Флот"
  at = skip_clock(tokens, at);
  const std::size_t agency = is_sign(tokens, at, "(")   ? closing(tokens, at, ")")
                             : is_sign(tokens, at, "/") ? closing(tokens, at, "/")
                                                        : 0;
  if (agency != 0) at = agency + 1;
  const std::size_t signs = at;
  while (is_sign(tokens, at, "-") || is_sign(tokens, at, ":") || is_sign(tokens, at, "|") ||
         is_sign(tokens, at, "."))
    ++at;
  return at > signs ? at : 0;
}

// The date that a story begins with, where its first sentence follows: a dateline without a place.
std::optional<DateClue> read_opening(const DateLine& line, DateStyle style) {
  const DateTokens tokens = line.tokens;
  const bool bracketed = is_sign(tokens, 0, "(") || is_sign(tokens, 0, "[");
  const std::size_t from = bracketed ? 1 : 0;
  const auto written = read_date(tokens, from, style);
  if (!written || written->date.day == 0 || written->impossible) return std::nullopt;
  if (written->date.year != 0 && written->date.year < date_limit::first_web_year) return std::nullopt;
  const std::size_t story = behind_opening(tokens, written->end, bracketed);
  if (story == 0 || !is_word(tokens, story) || !tokens[story].spaced || !tokens[story].capital)
    return std::nullopt;
  const bool sentence = is_prose(line) || tokens.back().is(".");
  if (!sentence) return std::nullopt;
  return DateClue{*written, quote_of(line.text, tokens.subspan(from, written->end - from))};
}

// A chronology begins each of its lines with a date.
bool is_chronology(std::span<const DateLine> lines, DateStyle style) {
  return std::count_if(lines.begin(), lines.end(),
                       [&](const DateLine& line) { return read_opening(line, style).has_value(); }) > 1;
}

bool are_capitals(DateTokens words) {
  return std::all_of(words.begin(), words.end(),
                     [](const DateToken& token) { return !token.is_word() || token.capitals; });
}

bool is_known_agency(std::string_view line, DateTokens name) {
  if (name.empty()) return false;
  const std::size_t begin = name.front().begin;
  return PhraseBook::instance().is(PhraseKind::agency, words_of(line.substr(begin, name.back().end - begin)));
}

// What a dateline has before its agency.
struct DatelineHead {
  bool has_date = false;
  bool is_apart = false;  // the place ends in a comma or a full stop
};

// Behind an agency at tokens[at], in brackets, between strokes or behind a sign: "(AA) -", "/Trend/.",
// " - РИА Новости."; `at` where there is none. A bracket may hold anything else, so behind one that holds no
// agency that is known a dash has to follow, unless a date stands before it.
std::size_t behind_agency(std::string_view line, DateTokens tokens, std::size_t at, DatelineHead head) {
  const std::size_t begin = skip_signs(tokens, at);
  for (const auto& [opens, closes] : {std::pair{"(", ")"}, {"/", "/"}}) {
    const std::size_t open = is_sign(tokens, at, opens) ? at : begin;
    const std::size_t close = is_sign(tokens, open, opens) ? closing(tokens, open, closes) : 0;
    if (close == 0) continue;
    const bool is_sure = head.has_date || is_sign(tokens, open, "/") || is_sign(tokens, close + 1, "-") ||
                         is_known_agency(line, tokens.subspan(open + 1, close - open - 1));
    return is_sure ? close + 1 : at;
  }
  const std::size_t end = behind_name(tokens, begin);
  if (end == begin || begin == at) return at;
  const DateTokens name = tokens.subspan(begin, end - begin);
  if (!head.has_date) return is_sign(tokens, end, ".") && is_known_agency(line, name) ? end : at;
  const bool stops = end == tokens.size() || tokens[end].is(".");
  const bool parts =
      end < tokens.size() && (is_sign(tokens, end, "/") || (is_sign(tokens, end, "-") && tokens[end].spaced));
  const bool is_known = is_known_agency(line, name);
  if (is_known && is_sign(tokens, end, ",")) {  // " - РИА Новости, Анна Петрова. "
    const std::size_t author = behind_name(tokens, end + 1);
    if (author > end + 2 && is_sign(tokens, author, ".")) return author;
  }
  // "SUBSIDY TO END JULY 1 - MINISTER"
  const bool is_name = is_known || (head.is_apart && are_capitals(name));
  return parts || (stops && is_name) ? end : at;
}

bool begins_with_place(std::string_view line, DateTokens place) {
  const auto places = country_mentions(line.substr(0, place.back().end), {}).found;
  return !places.empty() && places.front().begin == 0;
}

}  // namespace

std::optional<DateClue> dateline_date(std::span<const DateLine> lines, DateStyle style) {
  std::size_t seen = 0;
  for (const DateLine& line : lines) {
    if (is_caption(line)) continue;
    if (auto clue = read_dateline(line, style)) return clue;
    if (auto clue = read_opening(line, style); clue && !is_chronology(lines, style)) return clue;
    if (is_prose(line) || ++seen == lines_looked_at) return std::nullopt;
  }
  return std::nullopt;
}

bool is_place_alone(std::string_view line) {
  constexpr std::size_t longest = 60;  // bytes
  if (line.size() > longest) return false;
  const auto places = country_mentions(line, {}).found;
  const auto is_city = [](const CountryMention& place) {
    return place.kind == CountryWord::capital || place.kind == CountryWord::city;
  };
  if (places.empty() || places.front().begin != 0 || !is_city(places.front())) return false;
  const std::size_t end = places.front().end;
  if (end == line.size()) return true;
  const std::vector<DateToken> behind = date_tokens(line.substr(end));
  if (behind.size() < 2 || !behind[0].is(",") || !behind[1].is_word()) return false;
  const bool is_country = places.size() == 2 && places[1].kind == CountryWord::name &&
                          places[1].begin == end + behind[1].begin && places[1].end == line.size();
  constexpr std::size_t longest_state = 5;  // bytes: "D.C.", "Va."
  return is_country || (line.ends_with('.') && line.size() - end - behind[1].begin <= longest_state);
}

std::size_t dateline_length(std::string_view line) {
  constexpr std::size_t longest = 160;  // bytes
  const std::vector<DateToken> all = date_tokens(head_of(line, longest));
  const DateTokens tokens = all;
  if (read_date(tokens, 0, std::string_view())) return 0;
  for (std::size_t at = 1; at < std::min(tokens.size(), longest_place); ++at) {
    const auto written = read_date(tokens, at, std::string_view());
    const bool ends_author =
        tokens[at].is("-") && at > 2 && tokens[1].is(".");  // "Bakı. Anar Həsənov - APA."
    const bool opens = (tokens[at].is("(") || tokens[at].is("/") || ends_author) && tokens[at].spaced;
    if (!written && !opens) continue;
    const DateTokens place = tokens.first(at);
    if (!is_place(place) || !(are_capitals(place) || begins_with_place(line, place))) return 0;
    const std::size_t date_end = written ? skip_clock(tokens, written->end) : at;
    const bool is_apart = place.back().is(",") || place.back().is(".");
    const std::size_t end = behind_agency(line, tokens, date_end, {written.has_value(), is_apart});
    if (end == at) return 0;
    const std::size_t story = skip_signs(tokens, is_sign(tokens, end, ".") ? end + 1 : end);
    const bool has_agency = end > date_end;
    const bool is_bare =
        !has_agency && story == end;  // "MOSCOW, 9 MAY PARADE", "SHIPS SAIL FOR IZMIR MARCH 3"
    if (is_bare && (end < tokens.size() || !is_apart || !begins_with_place(line, place))) return 0;
    return story == tokens.size() ? line.size() : tokens[story].begin;
  }
  return 0;
}

}  // namespace kartotek
