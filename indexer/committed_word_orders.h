#pragma once

#include <xapian.h>

#include <filesystem>
#include <optional>
#include <vector>

#include "indexer/word_order_file.h"

namespace kartotek {

// The word orders of all shards of a generation, as it was committed last, in the same codes. Immutable;
// thread-safe.
class CommittedWordOrders {
 public:
  explicit CommittedWordOrders(const std::filesystem::path& generation);

  // Nothing where there is none of the document, or no file that can be relied on. Valid as long as this.
  std::optional<WordOrder> of(Xapian::docid document) const;
  // Gives back the memory of what was looked at.
  void release() const;

 private:
  std::vector<std::optional<WordOrderFile>> files_;  // by shard
};

}  // namespace kartotek
