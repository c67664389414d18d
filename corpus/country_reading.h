#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/country_context.h"
#include "corpus/country_scan.h"

namespace kartotek {

// A text that is searched for countries: its words, the phrases of the lexicon found in it, and what the
// rules that judge them ask of it. What it was made of must outlive it. Immutable once built.
struct CountryReading {
  CountryReading(std::string_view read, std::string_view in_language);

  std::string_view text;
  std::string_view language;
  std::vector<ScannedWord> words;
  std::vector<CountryPhrase> phrases;
  std::vector<std::string> surfaces;  // of each phrase of one word: it, folded
  std::vector<bool> spoken_of;        // by row: countries that no doubt touches

  // A word up to its apostrophe, folded; whether it is on a list.
  std::string word(std::size_t index) const;
  bool is(Context context, std::size_t index) const { return has_word(context, word(index)); }
  // Whether any of the words at most so far away is on a list.
  bool any_near(std::size_t index, std::size_t distance, Context context) const;
  // Whether a space, hyphen or line break is all there is between the word and the next; or just one space.
  bool joined_to_next(std::size_t index) const;
  bool only_space_between(std::size_t index) const;
};

}  // namespace kartotek
