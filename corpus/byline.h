#pragma once

#include <string_view>

#include "corpus/date_words.h"

namespace kartotek {

// Whether a name of two to four capitalised words begins `tokens` and ends at a sign, or is all of them:
// "Jane Roe,", "Jane van Roe, defence editor -". "Battle of Berlin -" is none. Thread-safe, as are the
// others.
bool is_author(DateTokens tokens);

// Whether only an author stands at tokens[at], behind the date that a line begins with ("by Jane Roe", "|
// Jane Roe"), or one capitalised word behind a sign ("- ANKARA", "| World"); or behind any date the time that
// reading takes ("3 min read").
bool ends_in_author(DateTokens tokens, std::size_t at, bool date_leads);

// Whether `tokens`, which are some of `line`, name an agency or the sections that a page stands in, "Politics
// Materials"; no button, "Subscribe". There has to be one.
bool names_source(std::string_view line, DateTokens tokens);

}  // namespace kartotek
