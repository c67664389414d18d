#pragma once

#include <xapian.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/file_state.h"
#include "indexer/known_content.h"
#include "indexer/provenance.h"
#include "indexer/stored.h"

namespace kartotek {

// An article of an index, by the number of its document.
struct Holding {
  Xapian::docid document = 0;
  Provenance provenance;
};

// What a database holds of the runs before, and of this one as far as it is written. A view: cheap to copy.
// Not thread-safe.
class Holdings {
 public:
  explicit Holdings(Xapian::Database database);

  std::optional<Holding> find(std::string_view id) const;
  Provenance provenance(Xapian::docid document) const;
  StoredArticle article(Xapian::docid document) const;

  // The documents of a file, ascending, by its file_key().
  std::vector<Xapian::docid> documents_of(std::string_view file) const;
  // What they hold; `documents` ascend.
  KnownContent content_of(const std::vector<Xapian::docid>& documents) const;
  // The states of all files of a SOURCE, by place.
  std::map<std::string, FileState> files_of(std::string_view origin) const;
  std::string metadata(std::string_view key) const { return database_.get_metadata(std::string(key)); }
  std::size_t article_count() const { return database_.get_doccount(); }

 private:
  Xapian::Database database_;
};

}  // namespace kartotek
