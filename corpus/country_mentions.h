#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/country_lexicon.h"

namespace kartotek {

// One place in a text where a country is spoken of.
struct CountryMention {
  std::uint16_t country = 0;  // row in country_rows()
  CountryWord kind = CountryWord::name;
  bool place_only = false;  // a capital or city where something happens: "talks in Ankara"
  bool team = false;        // or that stands for its team
  std::size_t begin = 0;    // bytes of the text
  std::size_t end = 0;
  std::size_t word = 0;  // how many words of the text stand before it
};

struct CountryMentions {
  std::vector<CountryMention> found;  // in reading order, not overlapping
  std::size_t words = 0;              // words read in all
};

// The countries spoken of in `text`, with their names told from what only looks like one: Michael
// Jordan, the state of Georgia, turkey the bird, the word us, the Indian Ocean. What decides a doubt
// is looked for in all the text, so give the title with the body. `language` (ISO 639-1, "" if
// unknown) admits forms that mean something else in the others.
// Any well-formed UTF-8 will do; linear in its length; thread-safe.
CountryMentions country_mentions(std::string_view text, std::string_view language);

}  // namespace kartotek
