#include "indexer/quantity.h"

#include <algorithm>
#include <utility>

#include "corpus/unicode.h"
#include "indexer/characters.h"
#include "indexer/compound.h"

namespace kartotek {
namespace {

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::size_t behind_digits(std::string_view text, std::size_t at) {
  while (is_digit_at(text, at)) ++at;
  return at;
}

// Behind a space within a line; `at` where there is none. In numbers it is often one that does not break.
std::size_t behind_space(std::string_view text, std::size_t at) {
  for (const std::string_view space : {" ", "\u00A0", "\u202F", "\u2009"})
    if (text.substr(at).starts_with(space)) return at + space.size();
  return at;
}

// Behind the sign for "by"; `at` where there is none.
std::size_t behind_by(std::string_view text, std::size_t at) {
  for (const std::string_view sign : {"x", "X", "×", "х", "Х"})
    if (text.substr(at).starts_with(sign)) return at + sign.size();
  return at;
}

bool ends_at(std::string_view text, std::size_t at) {
  std::size_t next = at;
  return !is_alphanumeric(next_class(text, next));
}

// Behind a number that may have decimals.
std::size_t behind_number(std::string_view text, std::size_t at) {
  at = behind_digits(text, at);
  const bool decimals = at < text.size() && (text[at] == '.' || text[at] == ',') && is_digit_at(text, at + 1);
  return decimals ? behind_digits(text, at + 1) : at;
}

// Adds the number from `begin` to `end`, with a decimal point, to the parts, and returns it.
const std::string& add_number(std::string_view text, std::size_t begin, std::size_t end, Quantity& quantity) {
  std::string number(text.substr(begin, end - begin));
  std::replace(number.begin(), number.end(), ',', '.');
  quantity.span.end = end;
  return quantity.parts.emplace_back(Quantity::Part{{begin, end}, std::move(number)}).term;
}

// Takes in a unit behind the quantity, which may stand behind a space or a hyphen, and returns it.
std::string read_unit(std::string_view text, Quantity& quantity) {
  std::size_t begin = behind_space(text, quantity.span.end);
  if (begin == quantity.span.end && text.substr(begin).starts_with('-')) ++begin;
  std::size_t end = begin;
  for (std::size_t next = begin; next_class(text, next) == CharacterClass::letter;) end = next;
  std::string unit = fold(text.substr(begin, end - begin));
  if (!is_unit(unit) || !ends_at(text, end)) return {};
  quantity.parts.push_back({{begin, end}, unit});
  quantity.span.end = end;
  return unit;
}

bool read_thousands(std::string_view text, std::size_t begin, Quantity& quantity) {
  constexpr std::size_t group = 3;
  std::size_t end = behind_digits(text, begin);
  if (text[begin] == '0' || end - begin > group) return false;
  quantity = {.span = {begin, end}, .term = {}, .number = {}, .parts = {}};
  quantity.term = add_number(text, begin, end, quantity);
  for (;;) {
    const std::size_t next = behind_space(text, end);
    const std::size_t behind = behind_digits(text, next);
    if (next == end || behind != next + group || !ends_at(text, behind)) break;
    if (behind_number(text, next) != behind) return false;  // 1 250,5 and 10 000.000: as they stand
    quantity.term += add_number(text, next, behind, quantity);
    end = behind;
  }
  if (quantity.parts.size() < 2) return false;
  const std::string number = quantity.term;
  quantity.term += read_unit(text, quantity);
  if (quantity.term != number) quantity.number = number;
  return true;
}

bool read_size(std::string_view text, std::size_t begin, Quantity& quantity) {
  std::size_t end = behind_number(text, begin);
  quantity = {.span = {begin, end}, .term = {}, .number = {}, .parts = {}};
  quantity.term = add_number(text, begin, end, quantity);
  for (;;) {
    const std::size_t sign = behind_space(text, end);
    const std::size_t next = behind_by(text, sign);
    const std::size_t number = behind_space(text, next);
    if (next == sign || !is_digit_at(text, number)) break;
    end = behind_number(text, number);
    quantity.term += 'x' + add_number(text, number, end, quantity);
  }
  if (quantity.parts.size() < 2) return false;
  read_unit(text, quantity);
  return ends_at(text, quantity.span.end);
}

}  // namespace

bool next_quantity(std::string_view text, std::size_t& offset, Quantity& quantity) {
  std::size_t begin = offset;
  for (std::size_t next = begin; begin < text.size(); begin = next) {
    const CharacterClass kind = next_class(text, next);
    if (is_alphanumeric(kind) || kind == CharacterClass::complex) break;
  }
  if (!is_digit_at(text, begin)) return false;
  if (!read_thousands(text, begin, quantity) && !read_size(text, begin, quantity)) return false;
  offset = quantity.span.end;
  return true;
}

}  // namespace kartotek
