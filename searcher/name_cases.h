#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kartotek {

// Names in the cases that Russian, Ukrainian and Azerbaijani put them in without an apostrophe: Гюлера,
// Gülerin. Thread-safe.

// The other cases of a folded name that is a nominative in Cyrillic, by stopwords/cases.tsv: of гюлер гюлера,
// гюлеру ...; none where it is no such word, or has fewer than three letters.
std::vector<std::string> slavic_cases(std::string_view folded);

// The nominatives that a word in lower case may be a case of: of гюлера гюлер and гюлеро, of gülerin güler.
// The word has its diacritics and they keep theirs. Of Latin letters only genitive, locative and ablative
// count, in vowel harmony (Karlın, but not Karlin): in -a and -ya end too many names (Samir and Samira), but
// for the -ə behind -ov and -ev.
std::vector<std::string> nominatives(std::string_view word);

// Whether a case in Cyrillic looks like the nominative of a woman's name: Умерова, Кулеба.
bool looks_like_nominative(std::string_view word);

// For a first key of name_keys() those of the name in its cases, and the key itself, since a case may differ
// from the nominative by its vowel alone.
std::vector<std::string> keys_of_cases(std::string_view key);

}  // namespace kartotek
