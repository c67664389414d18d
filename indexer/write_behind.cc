#include "indexer/write_behind.h"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <system_error>

namespace kartotek {

WriteBehind::WriteBehind(const std::vector<std::filesystem::path>& files) {
  for (const std::filesystem::path& file : files)
    if (const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC); descriptor >= 0)
      descriptors_.push_back(descriptor);
  try {
    thread_ = std::thread([this] { work(); });
  } catch (const std::system_error&) {  // then fsync() has all of it to do
  }
}

WriteBehind::~WriteBehind() {
  {
    const std::scoped_lock lock(mutex_);
    is_over_ = true;
  }
  ended_.notify_one();
  if (thread_.joinable()) thread_.join();
  for (const int descriptor : descriptors_) ::close(descriptor);
}

void WriteBehind::work() {
  constexpr std::chrono::milliseconds between{10};
  std::unique_lock lock(mutex_);
  while (!ended_.wait_for(lock, between, [this] { return is_over_; })) {
    lock.unlock();
    for (const int descriptor : descriptors_) ::sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
    lock.lock();
  }
}

}  // namespace kartotek
