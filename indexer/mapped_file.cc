#include "indexer/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace kartotek {

std::optional<MappedFile> MappedFile::open(const std::filesystem::path& file,
                                           std::optional<std::size_t> size) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return std::nullopt;
  struct stat status {};
  const bool is_known = ::fstat(descriptor, &status) == 0;
  const auto there = is_known ? static_cast<std::size_t>(status.st_size) : 0;
  const std::size_t wanted = size.value_or(there);
  void* mapping = MAP_FAILED;
  if (wanted > 0 && wanted <= there) mapping = ::mmap(nullptr, wanted, PROT_READ, MAP_SHARED, descriptor, 0);
  ::close(descriptor);
  if (mapping == MAP_FAILED) return std::nullopt;
  MappedFile mapped;
  mapped.bytes_ = {static_cast<const char*>(mapping), wanted};
  return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  return *this;
}

void MappedFile::release() const {
  if (!bytes_.empty()) ::madvise(const_cast<char*>(bytes_.data()), bytes_.size(), MADV_DONTNEED);
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace kartotek
