#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/reader.h"

namespace kartotek {

// What tells, without opening it, that a file is as it was.
struct FileStamp {
  std::uint64_t size = 0;      // bytes
  std::uint64_t modified = 0;  // nanoseconds since 1970, modulo 2^64
  std::uint64_t inode = 0;     // and device, mixed
  bool operator==(const FileStamp&) const = default;
};

// Of the file that a path names or links to; nothing where it cannot be looked at.
std::optional<FileStamp> stamp_of(const std::filesystem::path& file);

// Whether a change after `now` (nanoseconds since 1970) might leave the time of change as it is: clocks of
// file systems tick as slowly as every two seconds.
bool may_change_unseen(const FileStamp& stamp, std::uint64_t now);

// A reject, and when it was first found to be one.
struct DatedReject {
  Reject reject;
  std::string time;  // ISO 8601, UTC
};

// What an index remembers of a file of a SOURCE since it was last read.
struct FileState {
  std::string place;  // SourceFile::id_prefix
  FileStamp stamp;
  bool settled = false;                 // whether nothing more can be learnt of it while the stamp stays
  bool has_leftovers = false;           // whether articles that it holds no more are still in the index
  std::size_t articles = 0;             // of the index that came from it
  LinesRead lines;                      // all of the file, if it is one of JSON Lines that may grow
  std::vector<DatedReject> rejects;     // what it holds that cannot be taken
  std::vector<std::string> overridden;  // ids it holds that a later file has too, whose article counts

  std::string serialise() const;
  static FileState from_bytes(std::string_view bytes);  // Throws Error(index) where they are damaged.
};

// The most bytes of rejects that are remembered of a file; one with more is read by every run.
inline constexpr std::size_t most_remembered = std::size_t{1} << 20;

// Where the states of a SOURCE's files are kept in the metadata: keys that begin so, and the key of one.
std::string file_states_prefix(std::string_view origin);
std::string file_state_key(std::string_view origin, std::string_view place);

}  // namespace kartotek
