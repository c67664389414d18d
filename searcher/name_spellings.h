#pragma once

#include <string>
#include <vector>

#include "indexer/analyzer.h"
#include "searcher/collection.h"

namespace kartotek {

// The words of the index that are other spellings of a name or cases of it, in any script (see
// indexer/names.h): of Güler Гюлер, Гюлера, Gülerin; of Гюлера the same. None for a word that the articles
// write as no name, and none that they write so: any word with a capital in a headline or at the beginning of
// a sentence is in the index's table, and names sound like words (Chad and said, oil and İol).
// Умерова is a case of Умеров unless the index has her (Умеровой) no less often than him.
std::vector<std::string> spellings_of_name(const Word& word, const Collection& collection);

}  // namespace kartotek
