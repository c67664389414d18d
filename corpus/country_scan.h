#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "corpus/country_lexicon.h"

namespace kartotek {

// A word as the search for countries sees it. Apostrophes, dotted initials (U.S.) and invisible
// characters are inside a word; spaces, hyphens and anything else end it.
struct ScannedWord {
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  std::size_t base_end = 0;   // where the first apostrophe stands, else `end`
  bool capital = false;       // begins with a capital letter
  bool upper = false;         // all its letters before an apostrophe are capitals, two at least
  bool dotted = false;        // initials with dots
  bool joined = false;        // only a space, hyphen or line break lies between the word before and this
  bool capital_line = false;  // on a line without a single lower-case letter
  bool title_line = false;    // on a line where all longer words begin with a capital
};

// Whether no sentence, title or quotation begins with words[index]: it goes on from the word before.
bool goes_on(std::string_view text, const std::vector<ScannedWord>& words, std::size_t index);

// The words of `text`, which is well-formed UTF-8, in reading order.
std::vector<ScannedWord> scan_words(std::string_view text);

// A phrase of the lexicon found in the text: words [first, last).
struct CountryPhrase {
  std::size_t first = 0;
  std::size_t last = 0;
  const CountryLexicon::Sense* sense = nullptr;
};

// The longest phrases that `words` of `text` hold, from left to right, without overlap; those whose
// capitals or language do not fit are left out. Words that name no country are among them.
std::vector<CountryPhrase> find_phrases(std::string_view text, const std::vector<ScannedWord>& words,
                                        std::string_view language);

}  // namespace kartotek
