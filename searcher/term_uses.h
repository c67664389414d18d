#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace kartotek {

// How many articles have a term, and how often it stands in all of them.
struct TermUse {
  Xapian::doccount articles = 0;
  Xapian::termcount occurrences = 0;
};

// The use of each of `terms`, none of them empty, in all `parts` together. However many they are, the parts
// that are elsewhere are asked by one query, all at the same time, where Xapian's own functions send each
// part two messages a term, one after the other.
std::vector<TermUse> uses_of(const std::vector<std::string>& terms,
                             const std::vector<Xapian::Database>& parts);

}  // namespace kartotek
