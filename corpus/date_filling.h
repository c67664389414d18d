#pragma once

#include <cstddef>

#include "corpus/date_words.h"

namespace kartotek {

// What stands between a label and its date, or behind that. Each returns where it ends, `at` where nothing of
// the kind stands at tokens[at]. Thread-safe.

// A time of day: "14:30", "14.30".
std::size_t skip_clock(DateTokens tokens, std::size_t at);

// Signs, times with their zones, ages ("2 hours ago") and small words ("on", "tarihi").
std::size_t skip_filling(DateTokens tokens, std::size_t at);

}  // namespace kartotek
