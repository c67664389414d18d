#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/language.h"

namespace kartotek {

// The other spellings and names of the same thing in stopwords/variants.tsv, as written there: of "Kyiv"
// also Kiev and Київ. Compared folded; empty where the table does not know the text. Thread-safe.
std::vector<std::string> variants_of(std::string_view text);

// The same of a text that is an inflected form of one word of the table: Турции, Türkiyədə. `stem`: the stem
// of a folded Cyrillic word in Russian or in Ukrainian. Empty where it is none, and where the table knows the
// text. Thread-safe where `stem` is.
std::vector<std::string> variants_of_inflected(
    std::string_view text, const std::function<std::string(std::string_view, Language)>& stem);

// Another way to write a designator of letters, a number and letters: of "Su-30MKI" "Su-30 MKI", and of that
// "Su-30MKI". Empty for any other text. Thread-safe.
std::string other_designator(std::string_view text);

}  // namespace kartotek
