#include "searcher/query_term.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/countries.h"
#include "corpus/unicode.h"
#include "searcher/query_value.h"

namespace kartotek {
namespace {

using Kind = Query::Kind;
using TokenKind = QueryToken::Kind;

constexpr std::string_view prefix_hint =
    "a * follows two or more letters or digits at the end of a word, as in dron*; alone it is every article";
constexpr std::string_view fuzzy_hint =
    "a ~ ends a word, as in Umerow~; how many letters may differ follows from its length";

bool ends_in_word_character(std::string_view text) {
  char32_t last = 0;
  for (std::size_t i = 0; i < text.size();) last = next_code_point(text, i);
  return is_word_character(last);
}

std::size_t count_word_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) count += is_word_character(next_code_point(text, i)) ? 1 : 0;
  return count;
}

// The place of byte `offset` of a word in the query. (A word without invisible characters, which is nearly
// every one, has its characters side by side.)
std::size_t place_in(const QueryToken& word, std::size_t offset) {
  return word.at + count_code_points(std::string_view(word.text).substr(0, offset));
}

// Whether the word ends in ~ and a number, as word~2 and word~0.8 of other engines do.
bool has_given_distance(std::string_view text) {
  const std::size_t tilde = text.rfind('~');
  if (tilde == std::string_view::npos || tilde + 1 == text.size()) return false;
  const std::string_view word = text.substr(0, tilde);
  const bool is_range_of_numbers = word.find_first_not_of("0123456789.,") == std::string_view::npos;
  return !is_range_of_numbers && ends_in_word_character(word) &&
         text.find_first_not_of("0123456789.", tilde + 1) == std::string_view::npos;
}

Query make_prefix(const QueryToken& token, Query query) {
  const std::string_view text = token.text;
  const std::size_t star = text.find('*');
  const std::string_view stem = text.substr(0, star);
  if (star + 1 != text.size() || !ends_in_word_character(stem) || count_word_characters(stem) < 2)
    throw QueryError("bad_prefix", shown(text) + " cannot be looked for", place_in(token, star),
                     std::string(prefix_hint));
  query.kind = Kind::prefix;
  query.text = stem;
  return query;
}

Query make_fuzzy(const QueryToken& token, Query query) {
  const std::string_view text = token.text;
  const std::string_view word = text.substr(0, text.size() - 1);
  if (!text.ends_with('~') || !ends_in_word_character(word))
    throw QueryError("bad_fuzzy", shown(text) + " cannot be looked for", place_in(token, text.rfind('~')),
                     std::string(fuzzy_hint));
  query.kind = Kind::fuzzy;
  query.text = word;
  return query;
}

Query make_word(const QueryToken& token, Query query) {
  const std::string& text = token.text;
  if (text == "*" && query.field == Field::any) {
    query.kind = Kind::everything;
    return query;
  }
  if (text.find('*') != std::string::npos) return make_prefix(token, std::move(query));
  if (text.ends_with('~') || has_given_distance(text)) return make_fuzzy(token, std::move(query));
  query.kind = Kind::word;
  query.text = text;
  return query;
}

Query make_quoted(const QueryToken& token, Query query) {
  if (count_word_characters(token.text) == 0)
    throw QueryError("empty_phrase", "there is no word in the quotes", token.at,
                     "write one, or leave the quotes out");
  if (token.wildcard != std::string::npos)
    throw QueryError("prefix_in_phrase", "* and ~ do not work inside quotes", token.wildcard,
                     "write the word in full, or outside the quotes: dron* NEAR/1 strike");
  query.kind = token.kind == TokenKind::exact ? Kind::exact : Kind::phrase;
  query.text = token.text;
  return query;
}

std::string country_value(const QueryToken& token) {
  if (std::optional<std::string> code = country_code(token.text)) return *std::move(code);
  throw QueryError("unknown_country", shown(token.text) + " is not a known country", token.at,
                   "write a code or a name: TR, Türkiye; names of several words in quotes: \"South Korea\"");
}

std::string language_value(const QueryToken& token) {
  if (std::optional<std::string> code = language_code(token.text)) return *std::move(code);
  throw QueryError("unknown_language", shown(token.text) + " is not a known language", token.at,
                   "write an ISO 639-1 code or an English name: tr, Turkish");
}

// A source or an id, taken letter by letter.
std::string literal_value(const QueryToken& token, Field field) {
  const std::size_t end = token.text.find_last_of("*~");
  const bool is_wildcard =
      end != std::string::npos && (token.text[end] == '*' || end + 1 == token.text.size());
  if (token.kind == TokenKind::word && is_wildcard)
    throw QueryError("bad_prefix", fmt::format("* and ~ do not work in {}:", to_string(field)),
                     place_in(token, end),
                     fmt::format("write the whole {}; in quotes where it has such a sign", to_string(field)));
  if (token.text.empty())
    throw QueryError("empty_phrase", "there is nothing in the quotes", token.at, "write something in them");
  return token.text;
}

Query make_value(const QueryToken& token, Query query) {
  if (token.kind == TokenKind::exact)
    throw QueryError("misplaced_equals", fmt::format("{}: takes no exact form", to_string(query.field)),
                     token.at, "leave out the equals sign");
  query.kind = Kind::filter;
  if (query.field == Field::country || query.field == Field::mention) {
    query.text = country_value(token);
  } else {
    query.text = query.field == Field::lang ? language_value(token) : literal_value(token, query.field);
  }
  return query;
}

}  // namespace

Query make_term(const QueryToken& token, Field field) {
  Query query{.field = field, .at = token.at};
  if (is_text(field)) {
    if (token.kind == TokenKind::word) return make_word(token, std::move(query));
    return make_quoted(token, std::move(query));
  }
  if (field == Field::date && token.kind != TokenKind::exact)
    return date_range(token.text, token.at + (token.kind == TokenKind::quoted ? 1 : 0));
  return make_value(token, std::move(query));
}

void refuse_loose_value(const QueryToken& value, const QueryToken& next, Field field) {
  if (next.kind != TokenKind::word) return;
  if (field == Field::date && value.text.ends_with("..") && parse_iso_date(next.text))
    throw QueryError("invalid_date", "the range of dates is broken by a space", next.at,
                     std::string(range_hint));
  const bool is_country = field == Field::country || field == Field::mention;
  if (is_country && country_code(value.text + ' ' + next.text))
    throw QueryError("unquoted_value", fmt::format("{} {} is one country", value.text, next.text), next.at,
                     fmt::format("write {}:\"{} {}\"", to_string(field), value.text, next.text));
}

void refuse_far_operand(const Query& operand, Field inside) {
  if (operand.field != inside && operand.kind != Kind::any_of)
    throw QueryError("bad_near", "a field stands beside NEAR", operand.at,
                     "write title:(a NEAR b) for words of a title");
  switch (operand.kind) {
    case Kind::word:
    case Kind::prefix:
    case Kind::fuzzy:
    case Kind::phrase:
    case Kind::exact:
      return;
    case Kind::any_of:
      for (const Query& child : operand.children) refuse_far_operand(child, inside);
      return;
    default:
      throw QueryError("bad_near", "NEAR joins words and phrases only", operand.at,
                       "write a NEAR b, or (a OR b) NEAR \"c d\"");
  }
}

}  // namespace kartotek
