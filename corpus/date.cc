#include "corpus/date.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace kartotek {
namespace {

// Exactly `digits` ASCII digits at `at`, as a number; -1 otherwise.
int number_at(std::string_view text, std::size_t at, std::size_t digits) {
  if (text.size() < at + digits) return -1;
  int value = 0;
  for (const char c : text.substr(at, digits)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string to_string(const Date& date) {
  if (!date.known()) return {};
  if (date.month == 0) return fmt::format("{:04}", date.year);
  if (date.day == 0) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string_view to_string(DateSource source) {
  static constexpr std::array<std::string_view, 8> names{"none", "header",   "field",     "meta",
                                                         "url",  "dateline", "published", "inferred"};
  return names[static_cast<std::size_t>(source)];
}

std::optional<Date> parse_iso_date(std::string_view text) {
  Date date{number_at(text, 0, 4), 0, 0};
  if (date.year < 1) return std::nullopt;
  if (text.size() == 4) return date;
  date.month = number_at(text, 5, 2);
  if (text[4] != '-' || date.month < 1 || date.month > 12) return std::nullopt;
  if (text.size() == 7) return date;
  date.day = number_at(text, 8, 2);
  if (text[7] != '-' || date.day < 1) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year{date.year},
                                        std::chrono::month{static_cast<unsigned>(date.month)},
                                        std::chrono::day{static_cast<unsigned>(date.day)}};
  if (!day.ok()) return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
  return date;
}

}  // namespace kartotek
