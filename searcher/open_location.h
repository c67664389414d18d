#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>
#include <vector>

namespace kartotek {

// A database of those that are searched as one, and the directory that it is open on.
struct IndexPart {
  Xapian::Database database;
  std::filesystem::path directory;
};

// Opens the live `generation` of the index at `location`: its one database, or its shards in their order.
// Throws what Xapian throws, and Error(index) where this program would misread it or a shard is missing.
std::vector<IndexPart> open_location(const std::string& location, const std::filesystem::path& generation);

}  // namespace kartotek
