#include "corpus/calendar.h"

#include <chrono>

namespace kartotek {
namespace {

std::chrono::year_month_day calendar_day(const Date& date) {
  return {std::chrono::year{date.year}, std::chrono::month{static_cast<unsigned>(date.month)},
          std::chrono::day{static_cast<unsigned>(date.day)}};
}

}  // namespace

bool exists(const Date& date) {
  if (date.month < 0 || date.month > 12 || date.day < 0) return false;
  if (date.day == 0) return date.month > 0 || date.year > 0;
  constexpr int leap_year = 2000;
  return calendar_day({date.year == 0 ? leap_year : date.year, date.month, date.day}).ok();
}

Date today() {
  constexpr std::chrono::hours foremost_zone{14};  // of Kiribati; that of Baku is 4 hours ahead of UTC
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now() + foremost_zone);
  const std::chrono::year_month_day day{now};
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

int weekday_of(const Date& date) {
  return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{calendar_day(date)}}.iso_encoding());
}

int days_between(const Date& from, const Date& to) {
  const auto days = std::chrono::sys_days{calendar_day(to)} - std::chrono::sys_days{calendar_day(from)};
  return static_cast<int>(days.count());
}

}  // namespace kartotek
