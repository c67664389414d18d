#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "indexer/analyzer.h"

namespace kartotek {

// What a run did to the articles of a database.
struct ArticleChanges {
  std::vector<Xapian::docid> put;  // added and replaced ones
  std::vector<std::string> gone;   // slot::signature of the replaced and removed ones, as it was before
  bool everything = false;         // or: all may have changed, after a bulk build
};

// Brings the groups of near-duplicates up to date: slot::group and the term prefix::group of every article.
// Groups depend on the articles alone, not on the order or the runs they came in. Reads the signatures of all
// articles once, and the texts only of those that are alike. To be called before the commit of the changes;
// throws what Xapian and restore() throw. `analyzer` is what the articles were indexed with.
void update_groups(Xapian::WritableDatabase& database, Analyzer& analyzer, const ArticleChanges& changes);

}  // namespace kartotek
