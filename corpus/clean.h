#pragma once

#include "corpus/article.h"
#include "corpus/frequent_lines.h"

namespace kartotek {

// Sets article.body: the spans of article.text that tell the story, for an article from JSON (title
// given, text its body) as for one from split_stories(). Left out are the title wherever it is a line
// of its own, the header line, markup, notices and prompts, captions, lists of other stories, labels,
// repeated lines and those `frequent` in the article's source, but for a dateline that stands alone above
// the story; corpus/data/boilerplate.tsv holds the words that show them. Nothing is left out
// on a mere guess: where too little would remain, captions and lists come back, then everything.
// Where the reader has set article.body (of a page), nothing outside of it is taken, and no markup is
// looked for.
// Linear in the text. Thread-safe.
void find_body(Article& article, const FrequentLines& frequent = {});

}  // namespace kartotek
