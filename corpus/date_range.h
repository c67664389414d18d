#pragma once

#include <cstddef>
#include <optional>

#include "corpus/date_text.h"

namespace kartotek {

// The range of days that begins at tokens[at] as far as its days agree: "March 3-9, 2024" is March 2024, "28
// April - 2 May 2021" the year 2021. Nothing where it is longer than a week, its days do not exist or follow
// each other, or it gives no year. Thread-safe.
std::optional<WrittenDate> read_range(DateTokens tokens, std::size_t at, DateStyle style);

}  // namespace kartotek
