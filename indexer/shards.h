#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace kartotek {

// A generation is one Xapian database, or a folder of several, shard-0, shard-1 and so on, which are that
// database cut in pieces: document d of the whole is document (d - 1) / N + 1 of shard (d - 1) mod N. So
// Xapian numbers the documents of databases that are opened as one, which is why the whole has the same
// numbers, and the same order among equals, whatever N is. What is kept beside a database (columns.h,
// word_order_file.h) lies beside each shard. Its metadata is that of the whole in shard 0; what a shard needs
// to be read alone (schema, analysis, writer, dictionary) is in each, and so is its place among the others.

inline constexpr std::size_t most_shards = 64;  // a process opens some twelve files for each

// The databases of a generation, in their order. What is in them is not looked at.
std::vector<std::filesystem::path> shards_of(const std::filesystem::path& generation);
// The files of all its shards that Xapian changes and that every database has.
std::vector<std::filesystem::path> table_files(const std::filesystem::path& generation);

// Where those of a generation of so many shards are to be.
std::vector<std::filesystem::path> shard_paths(const std::filesystem::path& generation, std::size_t count);

// The shard a document of the whole is in, and its number there.
struct ShardPlace {
  std::size_t shard = 0;
  Xapian::docid document = 0;
};
ShardPlace place_in_shards(Xapian::docid document, std::size_t shards);

// Opened as one.
Xapian::Database open_shards(const std::filesystem::path& generation);
Xapian::Database as_one(const std::vector<Xapian::Database>& shards);
Xapian::WritableDatabase as_one(const std::vector<Xapian::WritableDatabase>& shards);

// What metadata_key::shards says: a shard's place, and of each shard of the set which commit was the last to
// change its articles, as far as this one knows. Commits are numbered from 1, a build being 0. A commit tells
// each shard that it changes, and always shard 0, of itself: so of shards that lie together all are as they
// should be where none knows of a later commit to another than that one does, and a copy that is behind is
// told by the others.
struct ShardSet {
  std::string set;  // the same in all shards that were built together, and in no others
  std::size_t number = 0;
  std::size_t count = 1;
  std::vector<std::size_t> commits{0};

  std::size_t last_commit() const { return commits[number]; }
};
// Of a database that is the whole: no set.
ShardSet shard_set(const Xapian::Database& database);
// Writes it into each, where they are several.
void describe_shards(std::vector<Xapian::WritableDatabase>& shards);
void describe_shard(Xapian::WritableDatabase& shard, const ShardSet& place);

// Of each shard the last commit that any of `shards`, which are of one set, knows of.
std::vector<std::size_t> last_commits(const std::vector<ShardSet>& shards);

// Throws Error(index) where they are not all of the shards of one set, in their order; `generation` is what
// they are called there.
void check_shards(const std::vector<Xapian::Database>& shards, const std::filesystem::path& generation);

}  // namespace kartotek
