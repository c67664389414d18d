#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace kartotek {

// The table of names in a database's metadata, where a searcher finds the other spellings of a name: under
// each of its name_keys() the capitalised words that have it, in lower case.

// Adds names. All of a key are one entry, which is rewritten whole: many names at a time cost little more
// than one.
void add_names(Xapian::WritableDatabase& database, const std::vector<std::string>& names);

// Those of a key, sorted.
std::vector<std::string> names_of_key(const Xapian::Database& database, const std::string& key);

}  // namespace kartotek
