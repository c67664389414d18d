#include "indexer/shard_in_making.h"

#include <algorithm>
#include <iterator>

namespace kartotek {
namespace fs = std::filesystem;

ShardInMaking::ShardInMaking(fs::path database, const fs::path& scratch, std::size_t memory)
    : database_(std::move(database)), parts_(scratch, memory) {}

Xapian::docid ShardInMaking::number_documents(std::size_t count, Xapian::docid ordinal) {
  const Xapian::docid first = last_ + 1;
  firsts_.emplace_back(first, ordinal);
  last_ += static_cast<Xapian::docid>(count);
  return first;
}

Xapian::docid ShardInMaking::ordinal_of(Xapian::docid document) const {
  const auto after =
      std::upper_bound(firsts_.begin(), firsts_.end(), document,
                       [](Xapian::docid number, const auto& first) { return number < first.first; });
  const auto& [first, ordinal] = *std::prev(after);
  return ordinal + (document - first);
}

void ShardInMaking::begin_word_orders(std::string_view common_terms) {
  word_orders_.emplace(word_orders_scratch(), common_terms);
}

void ShardInMaking::merge() {
  fs::create_directories(database_);  // Xapian would take away what the umask lets the group do.
  parts_.merge_all(database_);
}

void ShardInMaking::place_word_orders(Xapian::WritableDatabase& merged) {
  set_word_order_size(merged, word_orders_->finish(false));
  fs::rename(word_orders_scratch(), word_order_path(database_));
}

}  // namespace kartotek
