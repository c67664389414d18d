#include "indexer/directory_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "corpus/error.h"

namespace kartotek {
namespace fs = std::filesystem;

DirectoryLock::DirectoryLock(const fs::path& index) {
  fs::create_directories(index);
  const fs::path path = index / "lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0)
    throw Error(ErrorKind::io, fmt::format("cannot write to the index {}", index.string()),
                "may the folder be written to?");
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    std::string pid;
    std::getline(std::ifstream(path), pid);
    ::close(file_);
    throw Error(ErrorKind::locked,
                fmt::format("another indexer (process {}) is at work on {}", pid, index.string()),
                "wait for it to end");
  }
  const std::string pid = fmt::format("{}\n", ::getpid());
  if (::ftruncate(file_, 0) != 0 || ::write(file_, pid.data(), pid.size()) < 0) {
    ::close(file_);
    throw Error(ErrorKind::io, fmt::format("cannot write to the index {}", index.string()),
                "is the disk full?");
  }
}

DirectoryLock::~DirectoryLock() { ::close(file_); }

}  // namespace kartotek
