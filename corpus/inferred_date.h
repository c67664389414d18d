#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "corpus/date_clue.h"
#include "corpus/date_lines.h"

namespace kartotek {

// The date a story gives its own news, where nothing dates the story from outside. Taken only
// - from a title that begins or ends with a full date set apart ("Daily briefing, 5 June 2023"), or has it
//   behind the place it begins with, or that has the days of the week it looks back on (then the month), or
// - from the first words of the first paragraph ("On May 4, 2022, two ministries signed ..."; also a
//   month: "In May 2022, ..."),
// and only if nothing speaks against it: a title or sentence about the future or an anniversary, news dated
// relative to today ("on Thursday", "yesterday") in the paragraphs, a day behind `today` or before 1990. When
// unsure, nothing; whether the story goes on to later dates is for the caller to ask, with the function
// below. `lines` is the story, or its head, without captions and boilerplate. Thread-safe, as is the other.
std::optional<DateClue> inferred_date(std::string_view title, std::span<const DateLine> lines,
                                      DateStyle style, const Date& today);

// Whether `lines` tell of anything later than `date`, a year or a day: then it is what happened before the
// news.
bool is_followed_by_later(const Date& date, std::span<const DateLine> lines, DateStyle style);

}  // namespace kartotek
