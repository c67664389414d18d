#pragma once

#include <optional>
#include <string_view>

#include "corpus/date_text.h"

namespace kartotek {

// The date that the whole of `text` is, as a metadata field gives it: what parse_iso_date takes, else what
// read_date takes, else 20210415, 2021/04, 04/2021 or 15-Apr-21; with a time and zone around it or not. The
// years are 1 to 9999 in the first form and 1900 to 2100 in the others; two digits of a year are taken for
// the last hundred years. Nothing where anything else stands in the text. Thread-safe.
std::optional<WrittenDate> read_whole_date(std::string_view text, std::string_view lang);

// Whether tokens[at] and all behind are at most a time of day, its zone and signs: " - 14:30 (UTC+3)".
bool is_only_time(DateTokens tokens, std::size_t at);

}  // namespace kartotek
