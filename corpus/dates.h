#pragma once

#include "corpus/article.h"
#include "corpus/day_month.h"

namespace kartotek {

// Decides article.date and article.date_source, unless the reader knew the date: then it only notes it. The
// first of these that gives a date is taken:
//   given_date  as read_whole_date reads it. Its source is `field`, or what the reader put in date_source
//               (`header`, `meta`) while it left the date open. Not a date: a warning, and on to the next.
//   url         a day in the path; a month is taken if nothing below agrees with it to the day
//   dateline    where it has a year, or one follows from a published or updated line within days of it
//               or from the month of the url; else such a day stays unknown
//   published   a published line in the text, else an updated line
//   inferred    what the story says of its own news; see inferred_date
// Appends a line of evidence for what was decided and for another outlet's date ("originally appeared ..."),
// and a warning for each date that does not exist, is ambiguous or names the wrong weekday. Uses `title`,
// `text`, `body` (the whole text where it is empty), `url`, `lang` and the clock: no date is inferred that is
// still to come. `habit` is that of the source: see DateStyle. Looks at some 30,000 bytes at most.
// Thread-safe; throws nothing but std::bad_alloc.
void find_date(Article& article, DayMonth habit = DayMonth::unknown);

}  // namespace kartotek
