#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/part_merger.h"
#include "indexer/word_order_file.h"

namespace kartotek {

// One shard of a generation, or the only one, while the workers of a Builder write it: its parts, its word
// orders, and when which of its documents came. Not thread-safe but for what parts() says.
class ShardInMaking {
 public:
  // What is on the way lies in the folder `scratch`, which is ours alone; merging may take `memory` bytes.
  ShardInMaking(std::filesystem::path database, const std::filesystem::path& scratch, std::size_t memory);

  PartMerger& parts() { return parts_; }
  std::size_t next_part() { return part_count_++; }

  // Takes the numbers of so many documents, of which the first comes `ordinal`-th in the whole build; returns
  // the first number.
  Xapian::docid number_documents(std::size_t count, Xapian::docid ordinal);
  // Which document of the whole build it was.
  Xapian::docid ordinal_of(Xapian::docid document) const;

  // Before the first word order comes.
  void begin_word_orders(std::string_view common_terms);
  WordOrderWriter& word_orders() { return *word_orders_; }

  // Makes the database of the parts. Another thread may do so for each shard.
  void merge();
  // Puts the word orders beside it, and says so in `merged`.
  void place_word_orders(Xapian::WritableDatabase& merged);

 private:
  std::filesystem::path word_orders_scratch() const { return parts_.path_of(0).parent_path() / "words"; }

  std::filesystem::path database_;
  PartMerger parts_;
  std::size_t part_count_ = 0;
  Xapian::docid last_ = 0;
  std::vector<std::pair<Xapian::docid, Xapian::docid>> firsts_;  // of each part: its number, its ordinal
  std::optional<WordOrderWriter> word_orders_;
};

}  // namespace kartotek
