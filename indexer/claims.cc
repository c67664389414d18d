#include "indexer/claims.h"

namespace kartotek {
namespace {

// The place of `name` in `names`, where it is last or not at all: sources and files come one after the other.
std::uint32_t place_of(std::string_view name, std::vector<std::string>& names) {
  if (names.empty() || names.back() != name) names.emplace_back(name);
  return static_cast<std::uint32_t>(names.size() - 1);
}

}  // namespace

std::optional<Holding> Claims::find(std::string_view id) const {
  const auto found = claims_.find(hash_of_id(id));
  if (found == claims_.end()) return std::nullopt;
  return Holding{found->second.document,
                 {.first_indexed = {},
                  .origin = origins_[found->second.origin],
                  .file = files_[found->second.file],
                  .content_hash = {}}};
}

void Claims::claim(std::string_view id, std::string_view origin, std::string_view file,
                   Xapian::docid document) {
  claims_[hash_of_id(id)] = {place_of(origin, origins_), place_of(file, files_), document};
}

}  // namespace kartotek
