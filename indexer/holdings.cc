#include "indexer/holdings.h"

#include <utility>

#include "indexer/compression.h"
#include "indexer/document.h"
#include "indexer/schema.h"

namespace kartotek {

Holdings::Holdings(Xapian::Database database) : database_(std::move(database)) {
  know_dictionary(database_.get_metadata(std::string(metadata_key::dictionary)));
}

std::optional<Holding> Holdings::find(std::string_view id) const {
  const std::string term = make_term(prefix::id, id);
  const Xapian::PostingIterator found = database_.postlist_begin(term);
  if (found == database_.postlist_end(term)) return std::nullopt;
  return Holding{*found, provenance(*found)};
}

Provenance Holdings::provenance(Xapian::docid document) const {
  return provenance_of(database_.get_document(document));
}

StoredArticle Holdings::article(Xapian::docid document) const {
  return stored_article(database_.get_document(document));
}

std::vector<Xapian::docid> Holdings::documents_of(std::string_view file) const {
  const std::string term = make_term(prefix::file, file);
  return {database_.postlist_begin(term), database_.postlist_end(term)};
}

KnownContent Holdings::content_of(const std::vector<Xapian::docid>& documents) const {
  KnownContent content;
  content.reserve(documents.size());
  auto value = database_.valuestream_begin(slot::content_hash);
  const auto end = database_.valuestream_end(slot::content_hash);
  for (const Xapian::docid document : documents) {
    if (value != end) value.skip_to(document);
    if (value == end) break;
    if (value.get_docid() == document) content.add(*value, document);
  }
  content.seal();
  return content;
}

std::map<std::string, FileState> Holdings::files_of(std::string_view origin) const {
  std::map<std::string, FileState> files;
  const std::string keys = file_states_prefix(origin);
  for (auto key = database_.metadata_keys_begin(keys); key != database_.metadata_keys_end(keys); ++key) {
    FileState state = FileState::from_bytes(database_.get_metadata(*key));
    std::string place = state.place;
    files.emplace(std::move(place), std::move(state));
  }
  return files;
}

}  // namespace kartotek
