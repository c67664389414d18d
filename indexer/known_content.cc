#include "indexer/known_content.h"

#include <xxhash.h>

#include <algorithm>

namespace kartotek {

void KnownContent::add(std::string_view content_hash, Xapian::docid document) {
  documents_.emplace_back(XXH3_64bits(content_hash.data(), content_hash.size()), document);
}

void KnownContent::seal() { std::sort(documents_.begin(), documents_.end()); }

Xapian::docid KnownContent::find(std::string_view content_hash) const {
  const std::uint64_t key = XXH3_64bits(content_hash.data(), content_hash.size());
  const auto found = std::lower_bound(documents_.begin(), documents_.end(), std::pair(key, Xapian::docid{0}));
  return found == documents_.end() || found->first != key ? 0 : found->second;
}

}  // namespace kartotek
