#pragma once

#include <string>
#include <string_view>

namespace kartotek {

// The stem of a folded Ukrainian word: without the reflexive ending, then without the longest ending of
// case, number, person or tense that leaves three letters (безпілотниками → безпілотник), and without a soft
// sign. Endings after the paradigms of the Ukrainian Orthography (2019), part II.
std::string ukrainian_stem(std::string_view folded);

}  // namespace kartotek
