#pragma once

#include <xapian.h>

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

#include "indexer/word_order_file.h"

namespace kartotek {

// The word orders of all shards of a generation, as it was committed last, in the same codes. Of the files
// not much stays in memory. Thread-safe.
class CommittedWordOrders {
 public:
  explicit CommittedWordOrders(const std::filesystem::path& generation);

  // Nothing where there is none of the document, or no file that can be relied on. Valid as long as this.
  std::optional<WordOrder> of(Xapian::docid document) const;

 private:
  std::vector<std::optional<WordOrderFile>> files_;  // by shard
  mutable std::atomic<std::size_t> read_ = 0;
};

}  // namespace kartotek
