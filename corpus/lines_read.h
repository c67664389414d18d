#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
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
// line, and where they are not in UTF-8, as such a file has to be read as a whole.
std::optional<LinesRead> lines_of_beginning(const std::filesystem::path& file, std::uint64_t bytes);

}  // namespace kartotek
