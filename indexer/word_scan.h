#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "indexer/characters.h"

namespace kartotek {

// An unbroken run of letters and digits of a text, as T72B3 or Türkiye.
struct Atom {
  Span span;
  CharacterClass connector = CharacterClass::other;  // what ties it to the atom before; `other` for the first
  unsigned letters = 0;                              // code points, marks not counted
  unsigned digits = 0;
  bool digit_first = false;
  bool upper = false;    // has letters, and none is lower case
  bool complex = false;  // a run of a script that is written without spaces
};

// Reads the next compound of `text` from `offset`: atoms with single connectors (. , - / ' & @ _) between
// them and nothing else, as in U.S.-Türkiye or AN/TPY-2. `offset` is moved behind it. `atoms` is emptied
// first and stays empty at the end of the text.
void next_compound(std::string_view text, std::size_t& offset, std::vector<Atom>& atoms);

}  // namespace kartotek
