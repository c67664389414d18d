#pragma once

#include <string_view>

namespace kartotek {

// Whether a folded word carries no meaning in one of the languages Kartotek knows (stopwords/*.txt).
// Stop words are indexed, since phrases need them; ranked queries leave them out. Thread-safe.
bool is_stop_word(std::string_view folded);

}  // namespace kartotek
