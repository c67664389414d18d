#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/article.h"
#include "indexer/analyzer.h"
#include "searcher/compile_query.h"

namespace kartotek {

// A word of a text that the query looks for.
struct Match {
  Span span;                // bytes in the text
  unsigned concept_number;  // the word or phrase of the query it answers
};

// Every match among the tokens of a text, in order and without overlap. The words of a phrase match only
// where the phrase stands. `language` is the ISO code that the text is indexed under.
std::vector<Match> find_matches(const std::vector<Token>& tokens, std::string_view language,
                                const Highlights& highlights);

// Where the matches are in `text`: [begin, end) in code points.
std::vector<std::pair<std::size_t, std::size_t>> in_code_points(std::string_view text,
                                                                const std::vector<Match>& matches);

}  // namespace kartotek
