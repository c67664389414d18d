#include "indexer/known_content.h"

#include <xxhash.h>

#include <algorithm>

namespace kartotek {

void KnownContent::add(std::string_view content_hash, Xapian::docid document) {
  documents_.emplace_back(XXH3_64bits(content_hash.data(), content_hash.size()), document);
}

void KnownContent::seal() { std::sort(documents_.begin(), documents_.end()); }

// Hashes are spread evenly, so that one tells about where it lies.
Xapian::docid KnownContent::find(std::string_view content_hash) const {
  if (documents_.empty()) return 0;
  const std::uint64_t key = XXH3_64bits(content_hash.data(), content_hash.size());
  auto place = static_cast<std::size_t>((key >> 32U) * documents_.size() >> 32U);
  while (place > 0 && documents_[place].first >= key) --place;
  while (place < documents_.size() && documents_[place].first < key) ++place;
  return place == documents_.size() || documents_[place].first != key ? 0 : documents_[place].second;
}

}  // namespace kartotek
