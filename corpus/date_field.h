#pragma once

#include <optional>
#include <string_view>

#include "corpus/date_text.h"

namespace kartotek {

// The date that the whole of `text` is, as a metadata field gives it: what parse_iso_date takes, else what
// read_date takes, else 20210415, 2021/04, 04/2021, 15-Apr-21 or read_short_numbers; with a time and zone
// around it or not. The years are 1 to 9999 in the first form and 1900 to 2100 in the others; two digits of a
// year are taken for the last hundred years. Nothing where anything else stands in the text. Thread-safe.
std::optional<WrittenDate> read_whole_date(std::string_view text, DateStyle style);

// The date of two-digit year that begins at tokens[at], where something says that a date stands there:
// 15.04.21, 4/15/21. The day stands first behind full stops, and behind slashes where the language has it so
// or the number can be no month; not with dashes, where the year may as well stand first. Thread-safe.
std::optional<WrittenDate> read_short_numbers(DateTokens tokens, std::size_t at, DateStyle style);

// Whether tokens[at] and all behind are at most a time of day, its zone and signs: " - 14:30 (UTC+3)".
bool is_only_time(DateTokens tokens, std::size_t at);

}  // namespace kartotek
