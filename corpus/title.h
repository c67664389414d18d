#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/lines.h"

namespace kartotek {

// A title for the story that `lines` of `text` tell, for want of one given: the first line that can be
// a title, so no notice, caption, dateline, date, byline, label, menu or name of a ministry, without
// Markdown's marks; where prose comes first, its first sentence. On one line; "" where there is nothing short
// enough. Thread-safe.
std::string find_title(std::string_view text, const std::vector<Line>& lines);

// Whether `line` gives the place a story was filed from: "ANKARA", "KYIV (Reuters) - ...".
bool is_dateline(std::string_view line);

// Whether `line` is nothing but a day, or the days of a week: "14 Ramazan 1446 / 14 Mart 2025 Cuma", "Week of
// March 3-9, 2024".
bool is_date_line(std::string_view line);

// Whether `line` has the shape of a title: neither long nor a sentence that ends in a full stop.
bool is_title_like(std::string_view line);

}  // namespace kartotek
