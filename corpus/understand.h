#pragma once

#include <string>

#include "corpus/article.h"
#include "corpus/frequent_lines.h"

namespace kartotek {

// Fills the second block of an Article from what its reader gave: body, language, date, countries.
// `frequent` are the lines known to be frequent in its source, which are no part of the body, and the order
// of day and month there. Thread-safe.
void understand(Article& article, const FrequentLines& frequent = {});

// The same again, with other lines, for an article that understand() filled. Its warnings are the new ones
// alone: what the reader warned of is not kept.
void understand_anew(Article& article, const FrequentLines& frequent);

// The story as one text: the body spans, divided by line feeds. What is indexed, and what snippets show.
std::string body_text(const Article& article);

}  // namespace kartotek
