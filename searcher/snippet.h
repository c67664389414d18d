#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "searcher/highlight.h"
#include "searcher/story.h"

namespace kartotek {

struct Snippet {
  std::string text;  // as the author spelt it, white space folded; "…" where something was left out
  std::vector<std::pair<std::size_t, std::size_t>> highlights;  // [begin, end) in code points of `text`
};

// Those passages of a story that show most of the query, in at most `length` code points: see passages.h. The
// title is not shown again where the text repeats it. `matches` are those in the story's text; `weights` say
// what each concept of the query is worth, 1 where there are none.
Snippet make_snippet(const Story& story, const std::vector<Match>& matches,
                     const std::vector<double>& weights, std::size_t length);

}  // namespace kartotek
