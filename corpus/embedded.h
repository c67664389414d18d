#pragma once

#include <string_view>

namespace kartotek {

// The bytes of a data file that is built into the program, by its path in the source tree,
// as in "stopwords/en.txt". Lives as long as the program. Throws std::logic_error for a name
// that was not embedded, which is a mistake in the caller. Thread-safe.
std::string_view embedded(std::string_view name);

}  // namespace kartotek
