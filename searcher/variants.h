#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kartotek {

// The other spellings and names of the same thing in stopwords/variants.tsv, as written there: of "Kyiv"
// also Kiev and Київ. Compared folded; empty where the table does not know the text. Thread-safe.
const std::vector<std::string>& variants_of(std::string_view text);

// Another way to write a designator of letters, a number and letters: of "Su-30MKI" "Su-30 MKI", and of that
// "Su-30MKI". Empty for any other text. Thread-safe.
std::string other_designator(std::string_view text);

}  // namespace kartotek
