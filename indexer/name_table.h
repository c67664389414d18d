#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace kartotek {

// Adds capitalised words, in lower case, to the database's table of names, where a searcher finds the other
// spellings of a name by its name_keys(). Xapian keeps all names of a key in one entry, which it rewrites
// whole: many names at a time cost little more than one.
void add_names(Xapian::WritableDatabase& database, const std::vector<std::string>& names);

}  // namespace kartotek
