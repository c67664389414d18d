#pragma once

#include <cstddef>

#include "corpus/date_words.h"

namespace kartotek {

// What stands between a label and its date, or behind that. Each returns where it ends, `at` where nothing of
// the kind stands at tokens[at]. Thread-safe.

// A time of day: "14:30", "14.30".
std::size_t skip_clock(DateTokens tokens, std::size_t at);

// Whether a time of day stands there, behind signs or not.
bool begins_with_clock(DateTokens tokens, std::size_t at);

// Signs, times with their zones, ages ("2 hours ago") and small words ("on", "tarihi").
std::size_t skip_filling(DateTokens tokens, std::size_t at);

// What else stands behind a date that ends at `at`. Each returns where it begins, the end where nothing does.

// "Updated: 6 September 2022"
std::size_t updated_from(DateTokens tokens, std::size_t at);

// Whether a date is behind the label that updated_from() found.
bool is_dated_update(DateTokens tokens, std::size_t at);

// "• 2 min read • 14 comments", "2 хв. 3415"
std::size_t counts_from(DateTokens tokens, std::size_t at);

// The date of an update that runs on from the first: "Apr 15, 2021Apr 16, 2021".
std::size_t second_date_from(DateTokens tokens, std::size_t at);

// The number of comments behind author and date: "Jane Roe - 18/02/2021 0".
std::size_t count_behind(DateTokens tokens, std::size_t at, bool by_name);

}  // namespace kartotek
