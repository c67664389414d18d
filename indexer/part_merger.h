#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace kartotek {

// Numbered parts of a database, each a small Xapian database in a scratch folder, put together as they are
// finished: whoever finishes the last of a run of neighbours merges them, so that merging keeps pace with
// writing and goes on in all threads. The order of the numbers is the order of the documents.
// Thread-safe but for merge_all().
class PartMerger {
 public:
  // Makes the folder `scratch`, which is ours alone. `memory`: bytes that merging may take; it is done with
  // more parts at a time, and so less often, where there is more.
  PartMerger(std::filesystem::path scratch, std::size_t memory);
  ~PartMerger();  // removes it
  PartMerger(const PartMerger&) = delete;
  PartMerger& operator=(const PartMerger&) = delete;

  // Where part `number` is to be written.
  std::filesystem::path path_of(std::size_t number) const { return path_of(0, number); }
  // Part `number` is written and closed. Throws what Xapian does where merging fails.
  void finished(std::size_t number) { finished(0, number); }

  // Merges all that there is into a database at `database`; parts may be missing at the end alone.
  void merge_all(const std::filesystem::path& database);

 private:
  using Node = std::pair<std::size_t, std::size_t>;  // level; place among the parts of that level

  std::filesystem::path path_of(std::size_t level, std::size_t place) const;
  void finished(std::size_t level, std::size_t place);

  std::filesystem::path scratch_;
  std::size_t fan_in_;
  std::mutex mutex_;                       // guards what follows
  std::map<std::size_t, Node> nodes_;      // what is not merged yet, by its first part
  std::map<Node, std::size_t> completed_;  // how many of a run's members are there, by what they will become
};

}  // namespace kartotek
