#pragma once

#include "corpus/article.h"

namespace kartotek {

// Sets article.body: the spans of article.text that tell the story, for an article from JSON (title
// given, text its body) as for one from split_stories(). Left out are the title wherever it is a line
// of its own, the header line, markup, notices and prompts, captions, lists of other stories, labels,
// and repeated lines; corpus/data/boilerplate.tsv holds the words that show them. Nothing is left out
// on a mere guess: where too little would remain, captions and lists come back, then everything.
// Linear in the text. Thread-safe.
void find_body(Article& article);

}  // namespace kartotek
