#include "indexer/whole_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <system_error>

namespace kartotek {

WholeFile::WholeFile(std::filesystem::path file, std::string what)
    : file_(std::move(file)), scratch_(file_.string() + ".new"), what_(std::move(what)) {
  if (std::filesystem::is_directory(file_))
    throw Error(ErrorKind::usage, fmt::format("{} {} is a folder", what_, file_.string()));
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
