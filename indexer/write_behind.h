#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

namespace kartotek {

// As long as it lives, has the system begin to write to disk what is written to some files, so that an
// fsync() of them finds little left to do. What is durable when stays as it is. Files that are not there are
// left out; where the system cannot, nothing happens.
class WriteBehind {
 public:
  explicit WriteBehind(const std::vector<std::filesystem::path>& files);
  ~WriteBehind();
  WriteBehind(const WriteBehind&) = delete;
  WriteBehind& operator=(const WriteBehind&) = delete;

 private:
  void work();

  std::vector<int> descriptors_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace kartotek
