#pragma once

#include <string_view>

namespace kartotek {

// Whether `suffix` (folded) is what Turkish, Azerbaijani or English writes behind an apostrophe after
// `base` (folded): a case, plural or possessive ending or a chain of them (Ankara'dakilerin, Erdoğan's).
// `abbreviation`: the base is read letter by letter, so that its last letter does not decide the buffer
// letter (NATO'nun, ABD'ye, SSB'nin). The endings are in stopwords/suffixes.tsv. Thread-safe.
bool is_apostrophe_suffix(std::string_view base, std::string_view suffix, bool abbreviation);

}  // namespace kartotek
