#pragma once

#include <string_view>
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

}  // namespace kartotek
