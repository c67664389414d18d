#pragma once

#include <string>
#include <string_view>

namespace kartotek {

// The folded words of `text` (runs of letters and digits), one space between; apostrophes vanish,
// a colon or a vertical bar is the word ":"; © is a word too. Two lines a reader would call the same are
// equal. `text` must be well-formed UTF-8. Linear in it. Thread-safe.
std::string words_of(std::string_view text);

}  // namespace kartotek
