#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/date_clue.h"

namespace kartotek {

// What a text itself says about its publication, in its first 3,000 and last 2,000 bytes.
struct PublishedLines {
  std::optional<DateClue> published;  // "Published: 16 October 2020", a byline or a line that is but a date
  std::optional<DateClue> updated;    // "Last updated 17.10.2020 14:30"
  std::optional<DateClue> above;      // a line above the title is but a date
  std::vector<std::string>
      originals;  // quotes: "originally appeared in ... on March 2", another outlet's date
  std::vector<std::string> impossible;  // quotes of such lines whose date does not exist
};

// Reads them. A label counts at the start of a line or behind a sign, so that "was published on 5 May 2010"
// in a sentence does not; of several, the first that is known to the day. Captions, lists of other stories
// and copyright lines are passed over. A line that is but a date, or a range of days up to a week, counts
// near the head, and behind the `title` where that stands in the text: above it, sites print today's date,
// unless a place or an author stands before that, or it is a range. `above` is a day without weekday, with at
// most an outlet, an institution or sections beside it.
// Thread-safe.
PublishedLines published_lines(std::string_view text, std::string_view title, DateStyle style);

// The `originals` alone, which is quicker.
std::vector<std::string> original_dates(std::string_view text, DateStyle style);

}  // namespace kartotek
