#pragma once

#include <cstddef>
#include <ostream>

#include "searcher/search.h"

namespace kartotek {

// Draws a facet as bars, a row a line of at most `width` columns (from 20 on), with exact counts. Of
// countries, languages and sources the most frequent; the rest is summed up. Years, months and days are a
// histogram without gaps: what has no article is an empty row, and where that makes too many rows they are
// put together by month, quarter, year or decade, as the heading then says. A date less precise than the rows
// has a row of its own ("2021 only").
void print_facet(const Facet& facet, std::size_t width, std::ostream& out);

}  // namespace kartotek
