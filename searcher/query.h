#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/date.h"
#include "corpus/error.h"

namespace kartotek {

// What a part of a query looks at. `any` is title and body.
enum class Field { any, title, body, country, mention, date, source, lang, id };

// "title", "country" ... as typed before the colon; "" for any.
std::string_view to_string(Field field);

// Whether the field holds running text (any, title, body) rather than values to filter by.
bool is_text(Field field);

// Whether a child of a ranked group is optional, required or excluded.
enum class Mark { none, must, must_not };

// A query as understood: a tree, made by parse_query() and read by the compiler.
struct Query {
  enum class Kind {
    words,       // ranked: every `must` and no `must_not` child matches, and, unless a `must` child ranks
                 // (only_filters() is false for it), at least one of the unmarked children, if there are any.
                 // Has two or more children, one of them not `must_not`; no unmarked child is a filter
    all_of,      // two or more children, some may be not_of
    any_of,      // as all_of
    not_of,      // one child; only inside all_of and any_of
    near,        // two or more children: word, prefix, fuzzy, phrase, exact, or any_of of such; all of them
                 // look at `field`. In any order, neighbours at most `distance` positions apart
    word,        // `text` as typed, not yet analysed: US, F-16, Türkiye'nin, https://example.com
    prefix,      // any word that begins with `text`
    fuzzy,       // any word spelt much like `text`
    phrase,      // the words of `text` side by side, also when it is one word only
    exact,       // as phrase, and as spelt: diacritics and the dotted i count
    filter,      // `field` is `text`: an ISO 3166-1 code for country and mention, an ISO 639-1 code for lang
    date_range,  // dated between `from` and `to`, both included; undated where neither is known
    everything,  // all articles
  };

  Kind kind = Kind::everything;
  Field field = Field::any;
  std::string
      text{};  // well-formed UTF-8; may hold anything but white space in a word, and anything in quotes
  Mark mark = Mark::none;  // only set on children of `words`
  int distance = 0;        // of near, 1 to 100
  Date from{}, to{};       // of date_range; unknown where that end is open
  std::vector<Query> children{};
  std::size_t at = 0;  // where it begins in what was typed, in code points from 0; for errors found later

  // Compares all but the places.
  bool operator==(const Query& other) const;
};

// The canonical text of a query: understood the same by parse_query(), with fields, signs and brackets
// spelt out. (Spelling out may take a query that is near the limits of parse_query() over them.)
std::string to_string(const Query& query);

// Whether a tree only filters and ranks nothing: filters, ranges of dates, and what is built of them alone.
bool only_filters(const Query& query);

// The first and the last day a date stands for: 2021-02 is 2021-02-01 to 2021-02-28.
// An unknown date stays unknown.
Date first_day(Date date);
Date last_day(Date date);

// A query that cannot be understood. what() is the reason in one line.
class QueryError : public Error {
 public:
  QueryError(std::string code, const std::string& what, std::size_t at, std::string hint)
      : Error(ErrorKind::usage, what, std::move(hint)), code_(std::move(code)), at_(at) {}
  const std::string& code() const { return code_; }  // for programs: "unknown_field"
  std::size_t at() const { return at_; }             // the place in the query, in code points from 0

 private:
  std::string code_;
  std::size_t at_;
};

}  // namespace kartotek
