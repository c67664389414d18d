#include "searcher/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "corpus/unicode.h"
#include "searcher/query_lexer.h"

namespace kartotek {
namespace {

using Kind = Query::Kind;

// What ="..." and "..." need so that their text comes back unchanged.
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c == U'\\' || is_quote(c)) out += '\\';
    append_code_point(out, c);
  }
  return out + '"';
}

bool is_plain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '/' || c == '#';
  });
}

std::string dates(const Query& query) {
  if (!query.from.known() && !query.to.known()) return "none";
  if (query.from == query.to) return to_string(query.from);
  if (!query.to.known()) return ">=" + to_string(query.from);
  if (!query.from.known()) return "<=" + to_string(query.to);
  return to_string(query.from) + ".." + to_string(query.to);
}

std::string print(const Query& query, Field inside);

std::string operand(const Query& query, Field inside) {
  const std::string text = print(query, inside);
  const bool is_group = query.kind == Kind::words || query.kind == Kind::all_of ||
                        query.kind == Kind::any_of || (query.kind == Kind::near && query.field == inside);
  return is_group ? '(' + text + ')' : text;
}

std::string joined(const Query& query, std::string_view separator, Field inside) {
  std::string out;
  for (const Query& child : query.children) {
    if (!out.empty()) out += separator;
    if (child.mark == Mark::must) out += '+';
    if (child.mark == Mark::must_not) out += '-';
    out += operand(child, inside);
  }
  return out;
}

std::string near(const Query& query, Field inside) {
  const std::string chain = joined(query, fmt::format(" NEAR/{} ", query.distance), query.field);
  return query.field == inside ? chain : fmt::format("{}:({})", to_string(query.field), chain);
}

// `inside` is the field of the brackets the text will stand in, which need not be named again.
std::string print(const Query& query, Field inside) {
  const std::string field = query.field == inside ? "" : std::string(to_string(query.field)) + ':';
  switch (query.kind) {
    case Kind::words:
      return joined(query, " ", inside);
    case Kind::all_of:
      return joined(query, " AND ", inside);
    case Kind::any_of:
      return joined(query, " OR ", inside);
    case Kind::not_of:
      return "NOT " + operand(query.children.front(), inside);
    case Kind::near:
      return near(query, inside);
    case Kind::word:
      return field + query.text;
    case Kind::prefix:
      return field + query.text + '*';
    case Kind::fuzzy:
      return field + query.text + '~';
    case Kind::phrase:
      return field + in_quotes(query.text);
    case Kind::exact:
      return field + '=' + in_quotes(query.text);
    case Kind::filter:
      return field + (is_plain(query.text) ? query.text : in_quotes(query.text));
    case Kind::date_range:
      return field + dates(query);
    case Kind::everything:
      return "*";
  }
  return {};
}

}  // namespace

std::string_view to_string(Field field) {
  static constexpr std::array<std::string_view, 9> names{"",     "title",  "body", "country", "mention",
                                                         "date", "source", "lang", "id"};
  return names[static_cast<std::size_t>(field)];
}

bool is_text(Field field) { return field == Field::any || field == Field::title || field == Field::body; }

bool Query::operator==(const Query& other) const {
  return kind == other.kind && field == other.field && text == other.text && mark == other.mark &&
         distance == other.distance && from == other.from && to == other.to && children == other.children;
}

std::string to_string(const Query& query) { return print(query, Field::any); }

bool only_filters(const Query& query) {
  switch (query.kind) {
    case Kind::filter:
    case Kind::date_range:
      return true;
    case Kind::words:
      return std::all_of(query.children.begin(), query.children.end(), [](const Query& child) {
        return child.kind == Kind::everything || only_filters(child);
      });
    case Kind::all_of:
    case Kind::any_of:
    case Kind::not_of:
      return std::all_of(query.children.begin(), query.children.end(), only_filters);
    default:
      return false;
  }
}

Date first_day(Date date) {
  if (!date.known()) return date;
  return {date.year, std::max(date.month, 1), std::max(date.day, 1)};
}

Date last_day(Date date) {
  if (!date.known() || date.day != 0) return date;
  const int month = date.month == 0 ? 12 : date.month;
  const std::chrono::year_month_day_last last{
      std::chrono::year{date.year},
      std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
  return {date.year, month, static_cast<int>(static_cast<unsigned>(last.day()))};
}

}  // namespace kartotek
