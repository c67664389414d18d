#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "corpus/date.h"
#include "corpus/date_words.h"
#include "corpus/day_month.h"

namespace kartotek {

// A date as somebody wrote it.
struct WrittenDate {
  Date date;              // year 0 where none is written ("April 15"): then month and day are set
  std::size_t begin = 0;  // tokens: the date with its weekday and the word for year
  std::size_t end = 0;
  bool impossible = false;     // 31 April, 2021-13-45: `date` holds the numbers as written
  bool ambiguous = false;      // 03/04/2021 where either order may be meant: `date` is the year alone
  bool wrong_weekday = false;  // a weekday is written, and is not that of the date
};

// The date that begins at tokens[at]: numbers (2021-04-15, 15.04.2021, 4/15/2021) or a named month (April
// 15th, 2021; Oct. 16; 15 Nisan 2021 Perşembe; 16-го октября 2020 г.; 2021-ci il aprelin 15-də; October
// 2020). Nothing for a range (15-17 April), a part of a longer number, or a name like F-16. Which of two
// small numbers is the day? The first before a dot; else what `style` has as the habit of the source; else
// the first in any language but English; in English, or where the language is unknown, either.
std::optional<WrittenDate> read_date(DateTokens tokens, std::size_t at, DateStyle style);

// All dates in `tokens`, in reading order, none overlapping. Linear time.
std::vector<WrittenDate> read_dates(DateTokens tokens, DateStyle style);

}  // namespace kartotek
