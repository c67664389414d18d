#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace kartotek {

// The tags of a text that is HTML (comments, scripts and style sheets with what they hold): ascending,
// without overlap. None for a text that only has "<" in it. Linear in the text. Thread-safe.
std::vector<Span> find_markup(std::string_view text);

// A copy of `text`, byte for byte as long, with spaces for `markup`, which is from find_markup(text);
// a tag that sets off what follows on a page (p, div, br, td ...) has a line end among them.
std::string blank_out(std::string_view text, const std::vector<Span>& markup);

}  // namespace kartotek
