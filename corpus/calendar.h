#pragma once

#include "corpus/date.h"

namespace kartotek {

// All of these are thread-safe and throw nothing. The calendar is the proleptic Gregorian one.

// Whether there is such a day, month or year. Where the year is 0 it is taken for a leap year.
bool exists(const Date& date);

// The latest day that it is anywhere: what is written of a later one is no news yet.
Date today();

// 1 Monday to 7 Sunday (ISO 8601). Requires a day that exists.
int weekday_of(const Date& date);

// Days from `from` to `to`, negative backwards. Requires days that exist.
int days_between(const Date& from, const Date& to);

}  // namespace kartotek
