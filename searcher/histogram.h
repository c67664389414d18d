#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/search.h"

namespace kartotek {

enum class TimeStep { day, month, quarter, year, decade };

std::string_view to_string(TimeStep step);

struct HistogramRow {
  std::string label;  // 2021-04-15, 2021-04, 2021 Q2, 2021, 2020s; "2021 only" for what is not known better
  std::size_t count = 0;
};

struct Histogram {
  TimeStep step = TimeStep::year;
  std::vector<HistogramRow> rows;  // by time, with the empty ones between
};

// The counts of a facet of years, months or days, in the finest steps, of its own or coarser, that make at
// most `most_rows` rows. Decades may make more: then the empty ones are left out.
Histogram histogram_of(const Facet& facet, std::size_t most_rows);

}  // namespace kartotek
