#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace kartotek {

// The beginning of a file of JSON Lines that was read once: if the file has grown since and still begins so,
// only what came after needs to be read.
struct LinesRead {
  std::uint64_t bytes = 0;  // 0 where there is nothing that could be gone on from
  std::uint64_t lines = 0;
  std::array<std::uint64_t, 2> hash{};  // XXH3, 128 bits, of the bytes
  bool operator==(const LinesRead&) const = default;
};

// The first `bytes` of a file. Nothing where it is shorter or cannot be read, where they do not end with a
// line, and where they are in UTF-16 or UTF-32, as such a file has to be read as a whole. Thread-safe.
std::optional<LinesRead> lines_of_beginning(const std::filesystem::path& file, std::uint64_t bytes);

// The same of a file that is asked for longer and longer beginnings, and read once. Where it is replaced by
// another, it stays with the one that it began with. Not thread-safe.
class BeginningOfLines {
 public:
  explicit BeginningOfLines(const std::filesystem::path& file);
  ~BeginningOfLines();
  BeginningOfLines(BeginningOfLines&&) noexcept;
  BeginningOfLines& operator=(BeginningOfLines&&) noexcept;

  // Nothing also where an earlier call was of more, or gave nothing but for ending within a line.
  std::optional<LinesRead> up_to(std::uint64_t bytes);

 private:
  struct Reading;
  std::unique_ptr<Reading> reading_;
};

}  // namespace kartotek
