#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searcher/collection.h"

namespace kartotek {

// The words of the index at most `distance` letters from the folded word `wanted`: letters added, left
// out, changed, or two neighbours swapped (Damerau 1964, optimal string alignment). `wanted` itself is
// among them if it is indexed. The first letter may differ. Takes one walk over the vocabulary.
std::vector<std::string> similar_words(const Collection& collection, std::string_view wanted,
                                       unsigned distance);

// Of the words like `wanted`, the one that is nearest and, of these, in most articles: at most one letter
// away, from 6 letters on two, if it begins alike and is not shorter or longer by both; its digits are the
// same. With the diacritics that most articles give it. "" where there is none, or `wanted` has fewer than 4
// letters.
std::string likeliest_word(const Collection& collection, std::string_view wanted);

}  // namespace kartotek
