#include "corpus/day_month.h"

#include <cstddef>

#include "corpus/ascii.h"

namespace kartotek {
namespace {

// How many digits end before `end`, or begin at `begin`.
std::size_t digits_before(std::string_view text, std::size_t end) {
  std::size_t count = 0;
  while (count < end && is_ascii_digit(text[end - 1 - count])) ++count;
  return count;
}
std::size_t digits_from(std::string_view text, std::size_t begin) {
  std::size_t count = 0;
  while (begin + count < text.size() && is_ascii_digit(text[begin + count])) ++count;
  return count;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

// Notes the date whose first separator stands at `sign`, if one does.
void note(std::string_view text, std::size_t sign, NumericDates& found) {
  constexpr std::size_t two = 2;
  constexpr int months = 12;
  const std::size_t first = digits_before(text, sign);
  const std::size_t second = digits_from(text, sign + 1);
  const std::size_t next_sign = sign + 1 + second;
  if (first > two || second > two || next_sign >= text.size() || text[next_sign] != text[sign]) return;
  const std::size_t year = digits_from(text, next_sign + 1);
  if (year != two && year != 2 * two) return;
  const int a = number(text.substr(sign - first, first));
  const int b = number(text.substr(sign + 1, second));
  if (a < 1 || b < 1 || a == b) return;
  if (a <= months && b <= months) found.either = true;
  if (year == two) return;
  constexpr int days = 31;
  if (a > months && a <= days && b <= months) found.day_first = true;
  if (b > months && b <= days && a <= months) found.month_first = true;
}

}  // namespace

NumericDates numeric_dates(std::string_view text) {
  NumericDates found;
  for (std::size_t i = 1; i + 1 < text.size(); ++i)
    if ((text[i] == '/' || text[i] == '-') && is_ascii_digit(text[i - 1]) && is_ascii_digit(text[i + 1]))
      note(text, i, found);
  return found;
}

}  // namespace kartotek
