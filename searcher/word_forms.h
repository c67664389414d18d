#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/analyzer.h"
#include "searcher/collection.h"

namespace kartotek {

// Adds to `terms` those by which the index has other forms of a word, each once: its stems in all languages,
// and of Turkish and Azerbaijani the words that are it with endings where the stem does not tell. For a name
// there no stem would do, as it cuts into it and meets common words: that of Şuşa is "sus" (be silent), that
// of Bakı "bak" (look). Nor are words taken for its forms that are not written as names: karşı (against) is
// not Kars with an ending. A name that is inflected itself (ankaranın) also finds its base, if that is a
// frequent name. Names in Cyrillic are found in the cases of stopwords/cases.tsv, and those in -ов and -ин by
// no stem: the Russian one of Наев is "на" (on), that of Умеров "умер" (died). `is_name`: the caller knows
// that it is one, without endings; else the index is asked.
void add_word_forms(const Word& word, bool is_name, const Collection& collection, const Analyzer& analyzer,
                    std::vector<std::string>& terms);

// Whether a folded word is a country's name, and not just its code.
bool is_country(const std::string& folded);

// Whether a word in Cyrillic that may be the genitive of the name `base` (Умерова) is a woman's name in the
// index, which has it in a case that is hers alone (Умеровой) no less often than his.
bool is_name_of_woman(const std::string& folded, std::string_view base, const Collection& collection);

// Adds a term that the index has, once.
void add_if_indexed(std::string term, const Collection& collection, std::vector<std::string>& terms);

}  // namespace kartotek
