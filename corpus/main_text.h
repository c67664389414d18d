#pragma once

#include <vector>

#include "corpus/html_page.h"

namespace kartotek {

// The parts of page.text that are its story: ascending, no two next to each other. Found as Readability
// does: each paragraph speaks for the element it stands in, and less for those around that; the
// element most is said for has the story, with what little prose stands beside it (the lead). Left out
// are navigation, related links, captions, comments and the like, by their elements, roles and
// classes, and lines that are mostly links; but nothing of that kind that holds most of the prose of the
// page. Without any prose it is all that is no such thing, else everything. Linear in the page. Thread-safe.
std::vector<Span> find_main_text(const HtmlPage& page);

}  // namespace kartotek
