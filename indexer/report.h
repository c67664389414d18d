#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace kartotek {

// Counts of one run; see the README for each.
struct Report {
  std::size_t added = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::size_t rejected = 0;
  std::size_t warnings = 0;
  std::size_t duplicates = 0;  // ids that came twice from one source; the later article was kept
  std::size_t articles = 0;    // in the index after the run
  std::size_t bytes = 0;       // of title and text, read
  double seconds = 0;
  std::vector<std::string> empty_sources;  // SOURCEs without any article; each is a warning too
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
