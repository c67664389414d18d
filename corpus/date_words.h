#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kartotek {

// One word, number or sign of a text that is searched for dates. White space is no token.
struct DateToken {
  enum class Kind { word, number, sign };
  Kind kind = Kind::sign;
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  std::string folded;  // a word as fold() gives it; a dash of any kind as "-", an apostrophe as "'"
  int value = 0;       // of a number of up to nine digits, else -1
  std::size_t digits = 0;
  int month = 0;            // 1 to 12 for a name of a month, in any of the cases and abbreviations dates use
  bool spaced = true;       // white space, or the start of the text, stands before it
  bool capital = false;     // a word that begins with a capital letter
  bool capitals = false;    // a word of at least two letters, all of them capitals
  unsigned first_word = 0;  // which phrases may begin here; spares phrase_at and weekday_named a search

  bool is_word() const { return kind == Kind::word; }
  bool is_number() const { return kind == Kind::number; }
  bool is(std::string_view sign) const { return kind == Kind::sign && folded == sign; }
};
using DateTokens = std::span<const DateToken>;

// The tokens of `text` in reading order, in linear time; months by corpus/data/months.tsv. A day of the
// Islamic calendar ("14 Ramadan 1445 AH") is left out, so that the same day in the other calendar is what is
// read. Thread-safe, as is all below. The languages are English, Turkish, Azerbaijani, Russian and Ukrainian
// throughout.
std::vector<DateToken> date_tokens(std::string_view text);

struct WeekdayName {
  int weekday = 0;         // 1 Monday to 7 Sunday; 0 where no weekday stands
  std::size_t tokens = 0;  // how many tokens the name takes
};
// The weekday named at tokens[at] (corpus/data/weekdays.tsv).
WeekdayName weekday_named(DateTokens tokens, std::size_t at);

// What a phrase says about a date near it; one kind a row of corpus/data/date_phrases.tsv.
enum class DatePhrase {
  published,  // "Published on", "Yayın tarihi"
  plain,      // "Date": a label only with a colon at the start of a line
  updated,    // "Last updated"
  original,   // "originally appeared": another outlet's date
  byline,     // "By", "Source"
  related,    // "Also read": other stories follow
  copyright,  // "All rights reserved"
  caption,    // "pose for a photo"
  credit,     // the agency in brackets that ends a caption
  relative,   // "yesterday"
  doubt,      // "anniversary", "will": the date is not the day of the news
  year,       // what follows the number of a year: "года", "-ci il"
  filler,     // stands between a label and its date: "on", "tarihi"
  connector,  // small words inside a place name: "of", "ve"
  weekly,     // what looks back on a week: "digest", "haftanın"
  hijri,      // a month of the Islamic calendar
  age,        // behind a number, how long ago a page was written: "hours ago"
  minutes,    // behind a number, how long reading takes: "min"
  as_of,      // before the day that a report is of: "situation as of"
};

std::size_t longest_phrase_at(DatePhrase kind, DateTokens tokens, std::size_t at);

// How many tokens the longest phrase of this kind takes at tokens[at]; 0 where none stands.
inline std::size_t phrase_at(DatePhrase kind, DateTokens tokens, std::size_t at) {
  if (at >= tokens.size() || tokens[at].first_word == 0) return 0;
  return longest_phrase_at(kind, tokens, at);
}
// Whether one stands anywhere in `tokens`.
bool has_phrase(DatePhrase kind, DateTokens tokens);

// Whether a token is a sign that may stand beside a date: "|", "-", ",", "•"; not a quotation mark or ?!%$&.
bool is_short_sign(const DateToken& token);
// Behind all such signs at tokens[at].
std::size_t skip_signs(DateTokens tokens, std::size_t at);

}  // namespace kartotek
