#pragma once

#include <string>

#include "corpus/article.h"

namespace kartotek {

// Fills the second block of an Article from what its reader gave: body, language, date, countries.
// Thread-safe.
void understand(Article& article);

// The story as one text: the body spans, divided by line feeds. What is indexed, and what snippets show.
std::string body_text(const Article& article);

}  // namespace kartotek
