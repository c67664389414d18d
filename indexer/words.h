#pragma once

#include <string>
#include <string_view>

#include "corpus/language.h"
#include "indexer/analyzer.h"
#include "indexer/stem.h"

namespace kartotek {

// The Word of a surface form: everything the analyzer knows of it by itself.
Word make_word(std::string_view surface, Language language, const Stemmer& stemmer);

// A folded word with Latin letters inside a Cyrillic word, or the reverse, put right where the strange
// ones have a look-alike in the script of the others; as it was where they do not.
std::string mend_mixed_scripts(std::string_view folded);

// A folded designator in Latin letters, Cyrillic ones transliterated (с400 → s400). Empty without Cyrillic.
std::string latin_designator(std::string_view folded);

// The same by look: с130 → c130, as Latin designators are typed on a Cyrillic keyboard. Empty where it
// has a Cyrillic letter without a look-alike, or none at all.
std::string look_alike_designator(std::string_view folded);

}  // namespace kartotek
