#pragma once

#include <chrono>
#include <filesystem>

namespace kartotek {

// Holds DIR/lock, so that one indexer at a time is at work in a directory. The file stays; the lock goes with
// the object, or with its process however that ends. Readers take no part in it.
class DirectoryLock {
 public:
  // Creates `index` where it is missing. Throws Error(locked), naming the process, where another still has
  // the lock after `patience`; Error(io) where the directory cannot be written to.
  explicit DirectoryLock(const std::filesystem::path& index, std::chrono::milliseconds patience = {});
  ~DirectoryLock();
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

 private:
  int file_;
};

}  // namespace kartotek
