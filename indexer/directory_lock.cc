#include "indexer/directory_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <string>
#include <thread>

#include "corpus/error.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

// Whether the lock was got in time.
bool lock_within(int file, std::chrono::milliseconds patience) {
  constexpr std::chrono::milliseconds pause(50);
  const auto end = std::chrono::steady_clock::now() + patience;
  while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return false;
    const auto left = end - std::chrono::steady_clock::now();
    if (left <= std::chrono::nanoseconds::zero()) return false;
    std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(left, pause));
  }
  return true;
}

}  // namespace

DirectoryLock::DirectoryLock(const fs::path& index, std::chrono::milliseconds patience) {
  fs::create_directories(index);
  const fs::path path = index / "lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file_ < 0)
    throw Error(ErrorKind::io, fmt::format("cannot write to the index {}", index.string()),
                "may the folder be written to?");
  if (!lock_within(file_, patience)) {
    std::string pid;
    std::getline(std::ifstream(path), pid);
    ::close(file_);
    throw Error(ErrorKind::locked,
                fmt::format("another indexer (process {}) is at work on {}", pid, index.string()),
                "wait for it to end, or give --lock-timeout SECONDS");
  }
  const std::string pid = fmt::format("{}\n", ::getpid());
  // In this order the file is never seen without a number.
  const auto size = static_cast<ssize_t>(pid.size());
  if (::pwrite(file_, pid.data(), pid.size(), 0) != size || ::ftruncate(file_, size) != 0) {
    ::close(file_);
    throw Error(ErrorKind::io, fmt::format("cannot write to the index {}", index.string()),
                "is the disk full?");
  }
}

DirectoryLock::~DirectoryLock() { ::close(file_); }

}  // namespace kartotek
