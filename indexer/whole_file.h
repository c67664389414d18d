#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "corpus/error.h"

namespace kartotek {

// A file that appears whole or not at all: it is written beside its place, as FILE.new, and takes the place
// of what is there when it is published. It is made anew with the modes that the umask gives; a link that
// somebody laid at FILE.new is taken away, and never followed. Not thread-safe.
class WholeFile {
 public:
  // `what` names it in messages: "the report". Throws Error(usage) where what is at `file` is no regular file
  // (a folder, a link, a device), which is then left as it is, and Error(io) where the file cannot be made.
  WholeFile(std::filesystem::path file, std::string what);
  std::ostream& out() { return out_; }
  // Hands all of it to the system, which may fail: then throws Error(io).
  void close();
  // After close(). Throws Error(io) where it cannot be renamed.
  void publish();
  ~WholeFile();  // takes a file that was not published away again
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

 private:
  Error cannot_write() const;

  std::filesystem::path file_;
  std::filesystem::path scratch_;
  std::string what_;
  std::ofstream out_;
};

}  // namespace kartotek
