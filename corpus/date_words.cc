#include "corpus/date_words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "corpus/table.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

enum class Glyph { space, letter, digit, invisible, other };

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

Glyph glyph_of(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  if (c >= '0' && c <= '9') return Glyph::digit;
  if (is_ascii_letter(c)) return Glyph::letter;
  if (c < 0x80) return u_isspace(code_point) ? Glyph::space : Glyph::other;
  if (is_invisible(c)) return Glyph::invisible;
  if (u_isalpha(code_point) || u_charType(code_point) == U_NON_SPACING_MARK) return Glyph::letter;
  return u_isUWhiteSpace(code_point) ? Glyph::space : Glyph::other;
}

std::string folded_sign(char32_t c, std::string_view bytes) {
  if (u_charType(static_cast<UChar32>(c)) == U_DASH_PUNCTUATION || c == U'−') return "-";
  if (c == U'’' || c == U'‘' || c == U'ʼ' || c == U'`' || c == U'´') return "'";
  return std::string(bytes);
}

// Moves `at` behind the glyphs of one kind (and what is invisible between them).
void skip_run(std::string_view text, std::size_t& at, Glyph kind) {
  while (at < text.size()) {
    std::size_t next = at;
    if (kind == Glyph::letter && is_ascii_letter(static_cast<unsigned char>(text[at]))) {
      ++at;
      continue;
    }
    const Glyph glyph = glyph_of(next_code_point(text, next));
    if (glyph != kind && glyph != Glyph::invisible) return;
    at = next;
  }
}

void note_capitals(DateToken& word, std::string_view text) {
  std::size_t at = 0;
  std::size_t letters = 0;
  bool small = false;
  while (at < text.size()) {
    const auto c = static_cast<UChar32>(next_code_point(text, at));
    const bool plain = is_ascii_letter(static_cast<char32_t>(c));
    const bool upper = plain ? c <= 'Z' : u_isupper(c) || u_istitle(c);
    if (letters++ == 0) word.capital = upper;
    small |= !upper && (plain || u_isalpha(c));
  }
  word.capitals = letters > 1 && !small;
}

int value_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits)
    if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
  return value;
}

// Calls take(first cell, form) for each form in the third cell of each row of a table.
template <typename Take>
void for_each_form(std::string_view table, char separator, Take take) {
  for_each_row(table, [&](std::string_view row) {
    const std::vector<std::string_view> cells = cells_of(row);
    split(cells.at(2), separator, [&](std::string_view form) { take(cells[0], form); });
  });
}

// Takes a word of plain letters, up to `end`: folds it and notes its capitals.
void take_plain_word(std::string_view bytes, DateToken& word) {
  constexpr char to_small = 'a' - 'A';
  std::size_t capitals = 0;
  word.folded = bytes;
  for (char& c : word.folded) {
    if (c > 'Z') continue;
    c = static_cast<char>(c + to_small);
    ++capitals;
  }
  word.capital = bytes.front() <= 'Z';
  word.capitals = bytes.size() > 1 && capitals == bytes.size();
}

// The length of the word of plain letters at the start of `text`; 0 if other letters go on with it.
std::size_t plain_word_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_ascii_letter(static_cast<unsigned char>(text[length]))) ++length;
  const bool goes_on = length < text.size() && static_cast<unsigned char>(text[length]) >= 0x80;
  return goes_on ? 0 : length;
}

// How many of `digits` in front of a colon are a year where scrapers ran it together with a time of day, as
// in "July 15, 20213:52 PM"; 0 where nothing was.
std::size_t year_before_time(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t year = 4;
  const auto is_digit = [&](std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  const bool is_century = text.substr(begin, 2) == "19" || text.substr(begin, 2) == "20";
  const bool is_length = end - begin == year + 1 || end - begin == year + 2;
  return is_century && is_length && text.substr(end, 1) == ":" && is_digit(end + 1) && is_digit(end + 2) &&
                 !is_digit(end + 3)
             ? year
             : 0;
}

// The tokens without what the tables say of them.
std::vector<DateToken> tokens_of(std::string_view text) {
  std::vector<DateToken> tokens;
  bool spaced = true;
  bool time_follows = false;  // without a blank between
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      spaced = true;
      ++at;
      continue;
    }
    DateToken token;
    token.begin = at;
    if (const std::size_t length = plain_word_length(text.substr(at)); length > 0) {
      token.kind = DateToken::Kind::word;
      token.end = at += length;
      token.spaced = std::exchange(spaced, false);
      take_plain_word(text.substr(token.begin, length), token);
      tokens.push_back(std::move(token));
      continue;
    }
    const char32_t c = next_code_point(text, at);
    const Glyph glyph = glyph_of(c);
    if (glyph == Glyph::space) spaced = true;
    if (glyph == Glyph::space || glyph == Glyph::invisible) continue;
    if (glyph != Glyph::other) skip_run(text, at, glyph);
    if (const std::size_t year = glyph == Glyph::digit ? year_before_time(text, token.begin, at) : 0;
        year > 0) {
      at = token.begin + year;
      time_follows = true;
    }
    token.end = at;
    token.spaced = std::exchange(spaced, std::exchange(time_follows, false));
    const std::string_view bytes = text.substr(token.begin, at - token.begin);
    if (glyph == Glyph::letter) {
      token.kind = DateToken::Kind::word;
      token.folded = fold(bytes);
      note_capitals(token, bytes);
    } else if (glyph == Glyph::digit) {
      token.kind = DateToken::Kind::number;
      token.digits = static_cast<std::size_t>(
          std::count_if(bytes.begin(), bytes.end(), [](char b) { return b >= '0' && b <= '9'; }));
      token.value = token.digits < 10 ? value_of(bytes) : -1;
      token.folded = bytes;
    } else {
      token.folded = folded_sign(c, bytes);
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

// The kinds of phrases, a bit for each DatePhrase, and a last one for names of weekdays.
using Kinds = unsigned;
constexpr Kinds weekday_bit = 1U << 31;
constexpr std::size_t longest_phrase = 5;  // tokens: "п'ятниця" is three, "в прошлом году" too

Kinds bit(DatePhrase kind) { return 1U << static_cast<unsigned>(kind); }

Kinds kind_named(std::string_view name) {
  static constexpr std::array<std::string_view, 19> names{
      "published", "plain",  "updated",  "original", "byline", "related", "copyright",
      "caption",   "credit", "relative", "doubt",    "year",   "filler",  "connector",
      "weekly",    "hijri",  "age",      "minutes",  "as_of"};
  const auto* found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    throw std::logic_error("date_phrases.tsv has an unknown kind " + std::string(name));
  return 1U << static_cast<unsigned>(found - names.begin());
}

// The tables, with phrases as their folded tokens, a blank behind each.
class Lexicon {
 public:
  static const Lexicon& instance() {
    static const Lexicon lexicon;
    return lexicon;
  }

  void look_up(DateToken& word) const {
    if (word.folded.size() > 1 && !starts_[pair_of(word.folded)]) return;
    const auto row = words_.find(word.folded);
    if (row == words_.end()) return;
    word.month = row->second.month;
    word.first_word = row->second.kinds;
  }

  WeekdayName weekday(DateTokens tokens, std::size_t at) const {
    WeekdayName found;
    for_each_key(weekday_bit, tokens, at, [&](const std::string& key, std::size_t length) {
      if (const auto row = weekdays_.find(key); row != weekdays_.end()) found = {row->second, length};
    });
    return found;
  }

  std::size_t phrase(DatePhrase kind, DateTokens tokens, std::size_t at) const {
    std::size_t longest = 0;
    for_each_key(bit(kind), tokens, at, [&](const std::string& key, std::size_t length) {
      const auto row = phrases_.find(key);
      if (row != phrases_.end() && (row->second & bit(kind)) != 0) longest = length;
    });
    return longest;
  }

 private:
  Lexicon() {
    for_each_form("corpus/data/months.tsv", ' ', [&](std::string_view number, std::string_view form) {
      word(fold(form)).month = value_of(number);
    });
    for_each_form("corpus/data/weekdays.tsv", '|', [&](std::string_view number, std::string_view form) {
      weekdays_[key_of(form, weekday_bit)] = value_of(number);
    });
    for_each_form("corpus/data/date_phrases.tsv", '|', [&](std::string_view kind, std::string_view phrase) {
      phrases_[key_of(phrase, kind_named(kind))] |= kind_named(kind);
    });
  }

  std::string key_of(std::string_view phrase, Kinds kinds) {
    std::string key;
    for (const DateToken& token : tokens_of(phrase)) {
      if (key.empty()) word(token.folded).kinds |= kinds;
      key += token.folded + ' ';
    }
    return key;
  }

  template <typename Take>
  static void for_each_key(Kinds kinds, DateTokens tokens, std::size_t at, Take take) {
    if (at >= tokens.size() || (tokens[at].first_word & kinds) == 0) return;
    std::string key;
    for (std::size_t i = at; i < tokens.size() && i < at + longest_phrase; ++i) {
      key += tokens[i].folded + ' ';
      take(key, i + 1 - at);
    }
  }

  struct Word {
    int month = 0;
    Kinds kinds = 0;  // of the phrases that begin with it
  };
  static std::size_t pair_of(std::string_view folded) {
    return static_cast<unsigned char>(folded[0]) * 256U + static_cast<unsigned char>(folded[1]);
  }
  Word& word(const std::string& folded) {
    if (folded.size() > 1) starts_.set(pair_of(folded));
    return words_[folded];
  }

  std::unordered_map<std::string, Word> words_;
  std::bitset<65536> starts_;  // the first two bytes of each
  std::unordered_map<std::string, int> weekdays_;
  std::unordered_map<std::string, Kinds> phrases_;
};

bool is_hijri_year(DateTokens tokens, std::size_t at) {
  constexpr int first = 1300;  // 1882
  constexpr int last = 1499;   // 2076
  return at < tokens.size() && tokens[at].is_number() && tokens[at].digits == 4 &&
         tokens[at].value >= first && tokens[at].value <= last;
}
bool is_hijri_day(DateTokens tokens, std::size_t at) {
  constexpr int last = 30;
  return at < tokens.size() && tokens[at].is_number() && tokens[at].value >= 1 && tokens[at].value <= last;
}

// Behind the month of the Islamic calendar at tokens[at], of which hyphens and apostrophes are no words:
// "Jumada al-Akhirah", "Sha'ban"; `at` where there is none.
std::size_t behind_hijri_month(DateTokens tokens, std::size_t at) {
  if (at >= tokens.size() || (tokens[at].first_word & bit(DatePhrase::hijri)) == 0) return at;
  constexpr std::size_t reach = 7;  // tokens
  std::vector<DateToken> words;
  std::size_t end = at;
  for (std::size_t i = at; i < std::min(tokens.size(), at + reach); ++i) {
    if (!tokens[i].is_word() && !tokens[i].is("-") && !tokens[i].is("'")) break;
    if (!tokens[i].is_word()) continue;
    words.push_back(tokens[i]);
    if (Lexicon::instance().phrase(DatePhrase::hijri, words, 0) == words.size()) end = i + 1;
  }
  return end;
}

// Behind the day of the Islamic calendar at tokens[at], "14 Ramadan 1445 AH" or "Ramadan 14, 1445"; `at`
// where there is none.
std::size_t behind_hijri(DateTokens tokens, std::size_t at) {
  const bool day_first = is_hijri_day(tokens, at);
  const std::size_t month = behind_hijri_month(tokens, day_first ? at + 1 : at);
  if (month == (day_first ? at + 1 : at)) return at;
  std::size_t year = month;
  if (!day_first) {
    if (!is_hijri_day(tokens, month)) return at;
    ++year;
  }
  if (year < tokens.size() && tokens[year].is(",")) ++year;
  if (!is_hijri_year(tokens, year)) return at;
  const std::size_t era = year + 1;
  const bool named = era < tokens.size() && (tokens[era].folded == "ah" || tokens[era].folded == "h" ||
                                             tokens[era].folded == "hicri" || tokens[era].folded == "хиджры");
  if (!named) return era;
  return era + 1 < tokens.size() && tokens[era + 1].is(".") && !tokens[era + 1].spaced ? era + 2 : era + 1;
}

// Takes such days out, with the weekdays beside them.
void leave_out_hijri(std::vector<DateToken>& tokens) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const std::size_t end = behind_hijri(tokens, at);
    if (end == at) continue;
    const std::size_t begin = at > 0 && weekday_named(tokens, at - 1).tokens == 1 ? at - 1 : at;
    const std::size_t behind = end + weekday_named(tokens, end).tokens;
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(begin),
                 tokens.begin() + static_cast<std::ptrdiff_t>(behind));
    return;  // one in a line
  }
}

}  // namespace

std::vector<DateToken> date_tokens(std::string_view text) {
  std::vector<DateToken> tokens = tokens_of(text);
  bool has_hijri = false;
  for (DateToken& token : tokens) {
    if (!token.is_word()) continue;
    Lexicon::instance().look_up(token);
    has_hijri = has_hijri || (token.first_word & bit(DatePhrase::hijri)) != 0;
  }
  if (has_hijri) leave_out_hijri(tokens);
  return tokens;
}

WeekdayName weekday_named(DateTokens tokens, std::size_t at) {
  return Lexicon::instance().weekday(tokens, at);
}

std::size_t longest_phrase_at(DatePhrase kind, DateTokens tokens, std::size_t at) {
  return Lexicon::instance().phrase(kind, tokens, at);
}

bool has_phrase(DatePhrase kind, DateTokens tokens) {
  for (std::size_t at = 0; at < tokens.size(); ++at)
    if (phrase_at(kind, tokens, at) > 0) return true;
  return false;
}

bool is_short_sign(const DateToken& token) {
  static constexpr std::array<std::string_view, 11> others{"\"", "'", "?", "!", "%", "$",
                                                           "&",  "«", "»", "“", "”"};
  return token.kind == DateToken::Kind::sign &&
         std::find(others.begin(), others.end(), token.folded) == others.end();
}

std::size_t skip_signs(DateTokens tokens, std::size_t at) {
  while (at < tokens.size() && is_short_sign(tokens[at])) ++at;
  return at;
}

}  // namespace kartotek
