#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kartotek {

// Writes a table of Xapian's glass backend from entries that come in the order of their keys: each block of
// the B-tree is filled and written once, where Xapian's own writer looks for the place of every entry.
// The format is that of Xapian 1.4 (glass format version 2016-03-14), in blocks of 8 kB, at revision 1.
// Everything throws Error(io) where the disk fails. Not thread-safe.
class GlassTable {
 public:
  static constexpr std::size_t block_size = 8192;

  // Where the tree begins and what is in it, as the database's version file says it.
  struct Root {
    std::uint32_t block = 0;
    unsigned level = 0;
    std::uint64_t entries = 0;
    std::uint32_t blocks = 0;
  };

  explicit GlassTable(std::filesystem::path file);

  // `key`: greater than the last, not empty, at most 255 bytes. `deflated`: the tag is a raw DEFLATE stream
  // (RFC 1951), which Xapian inflates when it is read.
  void add(std::string_view key, std::string_view tag, bool deflated = false);
  // Writes what is left; nothing may be added after it. Nothing is made durable.
  Root finish();

 private:
  // A block that is being filled: its items' offsets grow from its beginning, the items from its end.
  struct Block {
    explicit Block(unsigned at_level);
    bool has_room_for(std::size_t item) const;
    void append(std::string_view item);
    void seal();

    std::string bytes;
    unsigned level;
    std::size_t directory_end;
    std::size_t items_begin;
    std::string first_key;  // what a block above has for it: a key and the number of a component
  };

  void add_item(std::string_view key, std::size_t component, std::string_view flags_and_tag, unsigned flags);
  std::uint32_t write(Block& block);
  void close_leaf(std::string_view next_key, std::size_t next_component);
  void enter(unsigned level, std::string first_key, std::uint32_t block);

  std::filesystem::path path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::vector<Block> open_;  // one of each level, the leaf first
  std::string last_key_;
  std::string item_;
  Root root_;
};

}  // namespace kartotek
