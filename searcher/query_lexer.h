#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query.h"

namespace kartotek {

// A piece of a query.
struct QueryToken {
  enum class Kind {
    word,    // `text` as typed, without invisible characters; has a letter or digit, or is "*"
    quoted,  // `text` between quotes, escapes undone
    exact,   // the same after an equals sign
    field,   // `field`; its word, quoted, exact or open comes next
    plus,    // a sign: what it stands before comes next
    minus,   // the same
    open,    // (
    close,   // )
    operator_and,
    operator_or,
    operator_not,
    operator_near,  // `distance`
    end,            // always the last, and only there
  };
  Kind kind = Kind::end;
  std::size_t at = 0;  // code points from 0
  std::string text{};
  Field field = Field::any;
  int distance = 0;
  std::size_t wildcard = std::string::npos;  // place of the first * or ~ in quotes that asks for other words
};

// Cuts a query into its pieces; ordinary punctuation between them is left out. Throws QueryError for
// what no grammar could make sense of: open quotes, unknown fields, the operators of other engines.
// Takes any bytes; ill-formed UTF-8 reads as U+FFFD. Linear time, thread-safe.
std::vector<QueryToken> lex_query(std::string_view text);

// What to write instead of [a TO b] and a .. b.
inline constexpr std::string_view range_hint =
    "write a range of dates as date:2021-04..2021-06, without spaces";

// Straight, curly and angle double quotes. Apostrophes are not quotes.
bool is_quote(char32_t c);

// A letter or a digit of any script: what makes a piece of text a word rather than punctuation.
bool is_word_character(char32_t c);

// `text` as an error message shows it: in quotes, and cut where it is long.
std::string shown(std::string_view text);

}  // namespace kartotek
