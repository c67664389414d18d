#include "indexer/shards.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/error.h"
#include "indexer/packing.h"
#include "indexer/schema.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

fs::path shard_path(const fs::path& generation, std::size_t number) {
  return generation / fmt::format("shard-{}", number);
}

template <class Database>
Database put_together(const std::vector<Database>& shards) {
  if (shards.size() == 1) return shards.front();
  Database all;
  for (const Database& shard : shards) all.add_database(shard);
  return all;
}

}  // namespace

std::vector<fs::path> shards_of(const fs::path& generation) {
  std::vector<fs::path> shards;
  while (fs::exists(shard_path(generation, shards.size())))
    shards.push_back(shard_path(generation, shards.size()));
  if (shards.empty()) shards.push_back(generation);
  return shards;
}

std::vector<fs::path> table_files(const fs::path& generation) {
  std::vector<fs::path> files;
  for (const fs::path& shard : shards_of(generation))
    for (const char* const table : {"postlist.glass", "docdata.glass", "termlist.glass"})
      files.push_back(shard / table);
  return files;
}

std::vector<fs::path> shard_paths(const fs::path& generation, std::size_t count) {
  if (count == 1) return {generation};
  std::vector<fs::path> shards;
  for (std::size_t i = 0; i < count; ++i) shards.push_back(shard_path(generation, i));
  return shards;
}

ShardPlace place_in_shards(Xapian::docid document, std::size_t shards) {
  const std::size_t before = document - 1;
  return {before % shards, static_cast<Xapian::docid>(before / shards + 1)};
}

Xapian::Database open_shards(const fs::path& generation) {
  std::vector<Xapian::Database> shards;
  for (const fs::path& shard : shards_of(generation)) shards.emplace_back(shard.string());
  return as_one(shards);
}

Xapian::Database as_one(const std::vector<Xapian::Database>& shards) { return put_together(shards); }
Xapian::WritableDatabase as_one(const std::vector<Xapian::WritableDatabase>& shards) {
  return put_together(shards);
}

ShardSet shard_set(const Xapian::Database& database) {
  const std::string packed = database.get_metadata(std::string(metadata_key::shards));
  ShardSet set;
  if (packed.empty()) return set;
  Unpacker unpacker(packed, "the place of a shard");
  set.set = unpacker.text();
  set.number = unpacker.number();
  set.count = unpacker.number();
  if (set.number >= set.count || set.count > most_shards) unpacker.fail();
  set.commits.assign(set.count, 0);
  if (unpacker.done()) return set;
  for (std::size_t& commit : set.commits) commit = unpacker.number();
  return set;
}

void describe_shards(std::vector<Xapian::WritableDatabase>& shards) {
  if (shards.size() == 1) return;
  for (std::size_t i = 0; i < shards.size(); ++i) {
    ShardSet place{shards.front().get_uuid(), i, shards.size(), std::vector<std::size_t>(shards.size(), 0)};
    describe_shard(shards[i], place);
  }
}

void describe_shard(Xapian::WritableDatabase& shard, const ShardSet& place) {
  Packer packer;
  packer.text(place.set);
  packer.number(place.number);
  packer.number(place.count);
  for (const std::size_t commit : place.commits) packer.number(commit);
  shard.set_metadata(std::string(metadata_key::shards), packer.out);
}

std::vector<std::size_t> last_commits(const std::vector<ShardSet>& shards) {
  std::vector<std::size_t> last = shards.front().commits;
  for (const ShardSet& shard : shards)
    for (std::size_t i = 0; i < last.size(); ++i) last[i] = std::max(last[i], shard.commits[i]);
  return last;
}

void check_shards(const std::vector<Xapian::Database>& shards, const fs::path& generation) {
  const ShardSet first = shard_set(shards.front());
  for (std::size_t i = 0; i < shards.size(); ++i) {
    const ShardSet one = shard_set(shards[i]);
    if (one.set != first.set || one.number != i || one.count != shards.size())
      throw Error(
          ErrorKind::index,
          fmt::format("{} has not the {} shards that were built together", generation.string(), first.count),
          "run indexer --rebuild with all its sources, or --rollback to the generation before");
  }
}

}  // namespace kartotek
