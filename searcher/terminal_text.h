#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kartotek {

// What a terminal makes of a text. (UTF-8; ill-formed parts count as U+FFFD.)

// The text with a blank for what a terminal would act on, such as escape sequences in scraped pages.
std::string printable(std::string_view text);

// Columns that a code point takes: 2 for wide ones (Unicode's East Asian Width, which emoji have too), 0 for
// combining marks and invisible characters, else 1.
std::size_t columns_of(char32_t c);
std::size_t columns_of(std::string_view text);

// The text, cut and ended by … where it takes more than `columns` (at least 1).
std::string cut_to_columns(std::string_view text, std::size_t columns);

}  // namespace kartotek
