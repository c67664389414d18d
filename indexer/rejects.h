#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "corpus/reader.h"

namespace kartotek {

// The rejects file: a JSON object a line with path, position, reason, bytes_base64 and time. It appears,
// whole, when publish() renames it into place, and replaces that of the run before.
class RejectsFile {
 public:
  // Throws Error(io) where the file cannot be made.
  explicit RejectsFile(std::filesystem::path file);
  // `time`: ISO 8601, UTC, when it was found to be one.
  void add(const Reject& reject, std::string_view time);
  // Writes all of it, which may fail: to be called before the run is made durable, and publish() after.
  void close();
  void publish();
  ~RejectsFile();  // takes a file that was not published away again
  RejectsFile(const RejectsFile&) = delete;
  RejectsFile& operator=(const RejectsFile&) = delete;

 private:
  std::filesystem::path file_;
  std::filesystem::path scratch_;
  std::ofstream out_;
};

}  // namespace kartotek
