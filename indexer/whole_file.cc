#include "indexer/whole_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

namespace kartotek {

WholeFile::WholeFile(std::filesystem::path file, std::string what)
    : file_(std::move(file)), scratch_(file_.string() + ".new"), what_(std::move(what)) {
  std::error_code unknown;  // what cannot be looked at cannot be written either
  const std::filesystem::file_status there = std::filesystem::symlink_status(file_, unknown);
  if (std::filesystem::is_directory(there))
    throw Error(ErrorKind::usage, fmt::format("{} {} is a folder", what_, file_.string()));
  // A rename would put a file in the place of /dev/null.
  if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there))
    throw Error(ErrorKind::usage,
                fmt::format("{} {} is a link, a pipe or a device, not a file", what_, file_.string()),
                "name the file itself");
  ::unlink(scratch_.c_str());  // What a killed run left, or somebody else.
  const int made = ::open(scratch_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (made < 0) throw cannot_write();
  ::close(made);
  out_.open(scratch_, std::ios::binary);
  if (!out_) throw cannot_write();
}

WholeFile::~WholeFile() {
  std::error_code ignored;  // after publish() there is none
  std::filesystem::remove(scratch_, ignored);
}

void WholeFile::close() {
  out_.close();
  if (!out_) throw cannot_write();
}

void WholeFile::publish() {
  std::error_code failed;
  std::filesystem::rename(scratch_, file_, failed);
  if (failed) throw cannot_write();
}

Error WholeFile::cannot_write() const {
  return {ErrorKind::io, fmt::format("cannot write {} {}", what_, file_.string()),
          "may the folder be written to? is the disk full?"};
}

}  // namespace kartotek
