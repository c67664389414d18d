#include "indexer/report.h"

namespace kartotek {

void Tally::warn(const std::string& line) {
  const std::lock_guard lock(mutex_);
  ++warnings_;
  say_(line);
}

void Tally::say(const std::string& line) {
  const std::lock_guard lock(mutex_);
  say_(line);
}

void Tally::show_progress() {
  const Report now = report();
  const std::lock_guard lock(mutex_);
  progress_(now);
}

Report Tally::report() const {
  const std::lock_guard lock(mutex_);
  Report now = counts;
  now.warnings = warnings_;
  return now;
}

}  // namespace kartotek
