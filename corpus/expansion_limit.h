#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "corpus/byte_source.h"
#include "corpus/damaged.h"

namespace kartotek {

// Stops bombs: a file of a few kilobytes made to become gigabytes. News compresses to a fifth, and a
// file of one sentence over and over to a hundredth, so a file may expand to `most_ratio` times the
// bytes read of it, and to `always_allowed` in any case. One limit holds for a file and everything in
// it, compressed files in archives too. Not thread-safe.
class ExpansionLimit {
 public:
  static constexpr std::uint64_t always_allowed = std::uint64_t{64} << 20;
  static constexpr std::uint64_t most_ratio = 200;

  // `file_size` in bytes: parts of the file that are read again and again count no more than that.
  explicit ExpansionLimit(std::uint64_t file_size = UINT64_MAX, std::uint64_t allowed = always_allowed)
      : file_size_(file_size), allowed_(allowed) {}

  void count_read(std::uint64_t bytes) { read_ = std::min(read_ + bytes, file_size_); }
  // Throws Damaged over the limit.
  void count_expanded(std::uint64_t bytes) {
    expanded_ += bytes;
    if (is_exceeded())
      throw Damaged("expands to more than " + std::to_string(most_ratio) +
                    " times its size, as only bombs do");
  }
  bool is_exceeded() const { return expanded_ > allowed_ && (expanded_ - allowed_) / most_ratio > read_; }

 private:
  std::uint64_t file_size_;
  std::uint64_t allowed_;
  std::uint64_t read_ = 0;
  std::uint64_t expanded_ = 0;
};

// `bytes`, counted as read by `limit`, which must outlive it.
inline ByteSource counted(ByteSource bytes, ExpansionLimit& limit) {
  return [bytes = std::move(bytes), &limit](char* to, std::size_t room) {
    const std::size_t count = bytes(to, room);
    limit.count_read(count);
    return count;
  };
}

}  // namespace kartotek
