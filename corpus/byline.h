#pragma once

#include "corpus/date_words.h"

namespace kartotek {

// Whether a name of two to four capitalised words begins `tokens` and ends at a sign, or is all of them:
// "Jane Roe,", "Jane van Roe, defence editor -". "Battle of Berlin -" is none. Thread-safe, as is the other.
bool is_author(DateTokens tokens);

// Whether only an author stands at tokens[at], behind the date that a line begins with ("by Jane Roe", "|
// Jane Roe"), or one capitalised word behind a sign ("- ANKARA", "| World"); or behind any date the time that
// reading takes ("3 min read").
bool ends_in_author(DateTokens tokens, std::size_t at, bool date_leads);

}  // namespace kartotek
