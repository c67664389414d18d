#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/highlight.h"

namespace kartotek {

struct Snippet {
  std::string text;  // as the author spelt it, white space folded; " … " where something was left out
  std::vector<std::pair<std::size_t, std::size_t>> highlights;  // [begin, end) in code points of `text`
};

// The passage of `body` that shows most of the query: whole sentences where they fit into `length` code
// points, else cut between words. A second passage is added where it shows words that the first lacks.
// Without matches, the beginning. `matches` as find_matches() gives them.
Snippet make_snippet(std::string_view body, const std::vector<Match>& matches, std::size_t length);

}  // namespace kartotek
