#pragma once

#include <string>
#include <vector>

#include "indexer/analyzer.h"
#include "searcher/collection.h"

namespace kartotek {

// Adds to `terms` those by which the index has other forms of a word, each once: its stems in all languages,
// and of Turkish and Azerbaijani the words that are it with endings where the stem does not tell. For a name
// there no stem would do, as it cuts into it and meets common words: that of Şuşa is "sus" (be silent), that
// of Bakı "bak" (look). Nor are words taken for its forms that are not written as names: karşı (against) is
// not Kars with an ending. A name that is inflected itself (ankaranın) also finds its base, if that is a
// frequent name. `is_name`: the caller knows that it is one, without endings; else the index is asked.
void add_word_forms(const Word& word, bool is_name, const Collection& collection, const Analyzer& analyzer,
                    std::vector<std::string>& terms);

// Adds a term that the index has, once.
void add_if_indexed(std::string term, const Collection& collection, std::vector<std::string>& terms);

}  // namespace kartotek
