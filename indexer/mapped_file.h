#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>

namespace kartotek {

// The bytes of a file, mapped into memory to be read. They stay as they are while others append to the file
// or put a new one in its place. Thread-safe.
class MappedFile {
 public:
  MappedFile() = default;  // of no bytes
  // The first `size` bytes of `file`, or all of it; nothing where it cannot be read or is empty or shorter.
  static std::optional<MappedFile> open(const std::filesystem::path& file,
                                        std::optional<std::size_t> size = std::nullopt);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  // At the same place in memory wherever this is moved.
  std::string_view bytes() const { return bytes_; }
  // Gives back the memory of what was read; it is read again when it is looked at.
  void release() const;

 private:
  std::string_view bytes_;
};

}  // namespace kartotek
