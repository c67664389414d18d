#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace kartotek {

// Counts of one run; see the README for each.
struct Report {
  std::size_t added = 0;
  std::size_t updated = 0;    // renamed ones too
  std::size_t unchanged = 0;  // those of files that were not opened too
  std::size_t removed = 0;
  std::size_t rejected = 0;
  std::size_t warnings = 0;
  std::size_t duplicates = 0;  // ids that came twice from one source; the later article was kept
  std::size_t articles = 0;    // in the index after the run
  std::size_t bytes = 0;       // of title and text, read
  struct Seconds {
    double total = 0;
    double crawl = 0;   // looking for files
    double read = 0;    // reading and indexing
    double commit = 0;  // making it durable
    double verify = 0;  // checking a new generation
  } seconds;
  std::size_t peak_memory_bytes = 0;       // of the process
  std::string generation;                  // the live one after the run
  std::vector<std::string> empty_sources;  // SOURCEs without any article; each is a warning too
  std::uint64_t bytes_ahead = 0;           // of all files that were found
  std::uint64_t bytes_passed = 0;          // of those that are dealt with
};

// Counts while a run is at work, and says what happens.
class Tally {
 public:
  using Say = std::function<void(const std::string&)>;
  using Progress = std::function<void(const Report&)>;
  // `say` gets a line for each warning and reject, `progress` the counts so far; never two at once.
  Tally(Say say, Progress progress) : say_(std::move(say)), progress_(std::move(progress)) {}

  void warn(const std::string& line);  // thread-safe
  void say(const std::string& line);   // thread-safe
  void show_progress();
  Report report() const;  // so far

  Report counts;  // all but the warnings; for the thread of the run

 private:
  mutable std::mutex mutex_;  // guards what follows
  std::size_t warnings_ = 0;
  Say say_;
  Progress progress_;
};

}  // namespace kartotek
