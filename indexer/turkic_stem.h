#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kartotek {

// The stem of a folded Turkish or Azerbaijani word: without copula, -ki, case, possessive and plural, taken
// off from the end in this order, and once more behind a -ki (silahlarındaki → silah), then without a last
// vowel and with a hard last consonant, so that kitap and kitabı, ordu and ordusu meet. Works on folded
// letters, since words are typed without diacritics too. At least three letters are left. After the order of
// nominal inflection in Göksel and Kerslake, Turkish: A Comprehensive Grammar (2005), chapter 8.
std::string turkic_stem(std::string_view folded);

// How many letters at the end of a folded word are the ending of a case; 0 where there is none.
std::size_t turkic_case_ending(std::string_view folded);

}  // namespace kartotek
