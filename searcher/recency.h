#pragma once

#include <xapian.h>

#include <chrono>
#include <optional>
#include <string_view>

#include "searcher/collection.h"

namespace kartotek {

// "90d", "12w", "6m", "2y" (a month is 30 days, a year 365), in days; nothing where it is none of these or 0.
std::optional<double> parse_half_life(std::string_view text);

// `query`, its matches, which `weighting` scores, scored by
//   relevance + share * best * 2^(-age / half_life)
// where best is the highest relevance of any match, so that an article of today gains half of it, age is the
// days from the article's date to `today` (0 for later ones; those dated to a month or year count from its
// first day) and undated articles get nothing. Matches what `query` does.
Xapian::Query with_recency(
    const Xapian::Query& query, double half_life, const Collection& collection,
    const Xapian::Weight& weighting,
    std::chrono::sys_days today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));

}  // namespace kartotek
