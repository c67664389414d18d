#pragma once

#include "indexer/duplicates.h"

namespace kartotek {

// Makes the groups of all articles anew, as update_groups() says, after a commit of what is pending. Some 30
// bytes for each article come to GroupedIndex::memory. Throws what Xapian and restore() throw.
void group_all(const GroupedIndex& index);

}  // namespace kartotek
