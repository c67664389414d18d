#include "indexer/part_merger.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>

namespace kartotek {
namespace fs = std::filesystem;
namespace {

// Neighbours that are merged at a time: at most as many as leave room for other files among the 1,024 that a
// process may have open.
constexpr std::size_t most_at_a_time = 100;
constexpr std::size_t least_at_a_time = 8;
constexpr std::size_t memory_of_one = std::size_t{100} << 10;  // bytes

void merge(const std::vector<fs::path>& parts, const fs::path& to, unsigned packing) {
  Xapian::Database all;
  for (const fs::path& part : parts) all.add_database(Xapian::Database(part.string()));
  all.compact(to.string(), packing);
}

}  // namespace

PartMerger::PartMerger(fs::path scratch, std::size_t memory)
    : scratch_(std::move(scratch)),
      fan_in_(std::clamp(memory / memory_of_one, least_at_a_time, most_at_a_time)) {
  fs::remove_all(scratch_);
  fs::create_directories(scratch_);
}

PartMerger::~PartMerger() {
  std::error_code ignored;  // what is left is removed by the next run
  fs::remove_all(scratch_, ignored);
}

fs::path PartMerger::path_of(std::size_t level, std::size_t place) const {
  return scratch_ / fmt::format("{}-{:06}", level, place);
}

void PartMerger::finished(std::size_t level, std::size_t place) {
  std::size_t span = 1;  // parts in a node of this level
  for (std::size_t i = 0; i < level; ++i) span *= fan_in_;
  const Node parent{level + 1, place / fan_in_};  // NOLINT(clang-analyzer-core.DivideZero): at least 8
  {
    const std::scoped_lock lock(mutex_);
    nodes_[place * span] = {level, place};
    if (++completed_[parent] < fan_in_) return;
    completed_.erase(parent);
    for (std::size_t i = 0; i < fan_in_; ++i) nodes_.erase((parent.second * fan_in_ + i) * span);
  }
  std::vector<fs::path> members;
  for (std::size_t i = 0; i < fan_in_; ++i) members.push_back(path_of(level, parent.second * fan_in_ + i));
  merge(members, path_of(parent.first, parent.second), Xapian::Compactor::STANDARD);
  for (const fs::path& member : members) fs::remove_all(member);
  finished(parent.first, parent.second);
}

void PartMerger::merge_all(const fs::path& database) {
  std::vector<fs::path> parts;
  for (const auto& [first, node] : nodes_) parts.push_back(path_of(node.first, node.second));
  if (parts.empty()) {  // compact() does not take none
    Xapian::WritableDatabase(database.string(), Xapian::DB_CREATE);
  } else {
    merge(parts, database, Xapian::Compactor::FULL);
  }
}

}  // namespace kartotek
