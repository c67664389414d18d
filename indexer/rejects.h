#pragma once

#include <filesystem>
#include <string_view>

#include "corpus/reader.h"
#include "indexer/whole_file.h"

namespace kartotek {

// The rejects file: a JSON object a line with path, position, reason, bytes_base64 and time. It replaces that
// of the run before when it is published.
class RejectsFile {
 public:
  // Throws as WholeFile does.
  explicit RejectsFile(std::filesystem::path file);
  // `time`: ISO 8601, UTC, when it was found to be one.
  void add(const Reject& reject, std::string_view time);
  // Writes all of it, which may fail: to be called before the run is made durable, and publish() after.
  void close() { file_.close(); }
  void publish() { file_.publish(); }

 private:
  WholeFile file_;
};

}  // namespace kartotek
