#include "searcher/open_location.h"

#include <fmt/format.h>

#include "corpus/error.h"
#include "indexer/compression.h"
#include "indexer/index_description.h"
#include "indexer/schema.h"
#include "indexer/shards.h"

namespace kartotek {

std::vector<IndexPart> open_location(const std::string& location, const std::filesystem::path& generation) {
  std::vector<IndexPart> parts;
  std::vector<Xapian::Database> shards;
  for (const std::filesystem::path& directory : shards_of(generation)) {
    const Xapian::Database& opened = shards.emplace_back(directory.string());
    if (!is_described_alike(opened))
      throw Error(ErrorKind::index,
                  fmt::format("the index {} was written by another version of indexer", location),
                  fmt::format("run indexer --rebuild --index {} SOURCE", location));
    know_dictionary(opened.get_metadata(std::string(metadata_key::dictionary)));
    parts.push_back({opened, directory});
  }
  check_shards(shards, generation);
  return parts;
}

}  // namespace kartotek
