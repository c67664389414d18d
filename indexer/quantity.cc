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

// Behind the hyphen, dash or slash that ties another number on; `at` where there is none.
std::size_t behind_tie(std::string_view text, std::size_t at) {
  std::size_t next = at;
  const CharacterClass kind = next_class(text, next);
  const bool is_tie = kind == CharacterClass::hyphen || kind == CharacterClass::slash;
  return is_tie && is_digit_at(text, next) ? next : at;
}

// The number from `begin` to `end`, with a decimal point.
std::string number_at(std::string_view text, std::size_t begin, std::size_t end) {
  std::string number(text.substr(begin, end - begin));
  std::replace(number.begin(), number.end(), ',', '.');
  return number;
}

// The unit behind a quantity that ends at `end`, which is moved behind it; "" where there is none. It may
// stand behind a space or a hyphen.
std::string read_unit(std::string_view text, std::size_t& end) {
  std::size_t begin = behind_space(text, end);
  if (begin == end && text.substr(begin).starts_with('-')) ++begin;
  std::size_t unit_end = begin;
  for (std::size_t next = begin; next_class(text, next) == CharacterClass::letter;) unit_end = next;
  std::string unit = fold(text.substr(begin, unit_end - begin));
  if (!is_unit(unit) || !ends_at(text, unit_end)) return {};
  end = unit_end;
  return unit;
}

// Groups of thousands from `begin` on, written together; `end` is moved behind them. "" where there are none.
std::string read_groups(std::string_view text, std::size_t begin, std::size_t& end) {
  constexpr std::size_t group = 3;
  constexpr std::size_t most_groups = 4;  // more are a row of numbers, which is not read to its end each time
  std::size_t behind = behind_digits(text, begin);
  if (text[begin] == '0' || behind - begin > group) return {};
  std::string number(text.substr(begin, behind - begin));
  for (std::size_t groups = 1;; ++groups) {
    const std::size_t next = behind_space(text, behind);
    const std::size_t next_end = behind_digits(text, next);
    if (next == behind || next_end != next + group || !ends_at(text, next_end)) {
      if (groups > 1) end = behind;
      return groups > 1 ? number : std::string();
    }
    // 1 250,5 and 10 000.000 are as they stand.
    if (behind_number(text, next) != next_end || groups == most_groups) return {};
    number += text.substr(next, group);
    behind = next_end;
  }
}

bool read_thousands(std::string_view text, std::size_t begin, Quantity& quantity) {
  std::size_t end = begin;
  std::vector<std::string> numbers{read_groups(text, begin, end)};
  if (numbers.front().empty()) return false;
  if (const std::size_t next = behind_tie(text, end); next != end) {
    // 10 000–12 000 are two quantities; 47 767-300 and 102 103-1/2 are as they stand.
    numbers.push_back(read_groups(text, next, end));
    if (numbers.back().empty() || behind_tie(text, end) != end) return false;
  }
  quantity.terms = numbers;
  if (const std::string unit = read_unit(text, end); !unit.empty())
    for (const std::string& number : numbers) quantity.terms.push_back(number + unit);
  quantity.span = {begin, end};
  return true;
}

bool read_size(std::string_view text, std::size_t begin, Quantity& quantity) {
  std::size_t end = behind_number(text, begin);
  constexpr std::size_t most_numbers = 4;
  std::string size = number_at(text, begin, end);
  std::size_t numbers = 1;
  for (;; ++numbers) {
    const std::size_t sign = behind_space(text, end);
    const std::size_t next = behind_by(text, sign);
    const std::size_t number = behind_space(text, next);
    if (next == sign || !is_digit_at(text, number)) break;
    if (numbers == most_numbers) return false;
    end = behind_number(text, number);
    size += 'x' + number_at(text, number, end);
  }
  if (numbers < 2) return false;
  read_unit(text, end);
  if (!ends_at(text, end)) return false;
  quantity = {.span = {begin, end}, .terms = {std::move(size)}};
  return true;
}

}  // namespace

bool next_quantity(std::string_view text, std::size_t offset, Quantity& quantity) {
  for (std::size_t next = offset; offset < text.size(); offset = next) {
    const CharacterClass kind = next_class(text, next);
    if (is_alphanumeric(kind) || kind == CharacterClass::complex) break;
  }
  return is_digit_at(text, offset) &&
         (read_thousands(text, offset, quantity) || read_size(text, offset, quantity));
}

}  // namespace kartotek
