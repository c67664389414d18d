#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "corpus/byte_source.h"

namespace kartotek {

// One line of a file, without its LF. A CR before it is left in place.
struct RawLine {
  std::string_view text;   // valid until the next call of next(); see LineReader on what lies behind it
  std::size_t number = 0;  // from 1
  bool ended = false;      // whether an LF followed; false only on the last line
  bool too_long = false;   // `text` is then only its beginning
};

// Cuts a source of bytes into lines in memory bounded by its longest line. Behind every line that is not too
// long at least `slack` more bytes may be read (simdjson reads past the end of what it parses).
// Not thread-safe.
class LineReader {
 public:
  static constexpr std::size_t slack = 64;
  static constexpr std::size_t kept_of_too_long = std::size_t{64} << 10;

  // A line of more than `max_line` bytes is skipped but for its first `kept_of_too_long` bytes. The source
  // begins behind so many lines `before`.
  LineReader(ByteSource source, std::size_t max_line, std::size_t before = 0);

  // Whether there was another line. Throws what the source throws.
  bool next(RawLine& line);

 private:
  bool fill();
  bool skip_line();

  ByteSource source_;
  std::size_t max_line_;
  std::string buffer_;
  std::string too_long_;     // the beginning of the last line that was too long
  std::size_t begin_ = 0;    // of what is not yet handed out
  std::size_t end_ = 0;      // of what was read
  std::size_t scanned_ = 0;  // no LF in [begin_, scanned_)
  std::size_t number_ = 0;
  bool at_end_ = false;
};

}  // namespace kartotek
