#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "corpus/date_clue.h"
#include "corpus/date_lines.h"

namespace kartotek {

// The date of the dateline in one of the first lines of a story: "ANKARA, April 15 (Agency) -", "BAKU,
// Azerbaijan, April 15, 2021 /", "KIEV, October 16. /Agency/", "МОСКВА, 15 апр - ", "Bakı, 15 aprel,
// AGENTLİK"; or the date that the first sentence follows: "15 March 2023 -". Often without a year. Captions
// and datelines without a date give nothing. Thread-safe.
std::optional<DateClue> dateline_date(std::span<const DateLine> lines, DateStyle style);

// Whether `line` is nothing but a place: "ANKARA", "Kyiv, Ukraine", "Washington, D.C."; not the name of a
// country, which is as likely a section. Thread-safe.
bool is_place_alone(std::string_view line);

// How many bytes of `line` are such a dateline, with a date, an agency or both, and the signs behind it: all
// of them where no story follows; 0 where it begins with none. Thread-safe.
std::size_t dateline_length(std::string_view line);

}  // namespace kartotek
