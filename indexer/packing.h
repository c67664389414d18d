#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"

namespace kartotek {

// Numbers are seven bits a byte from the low end; a string is its length in bytes, then its bytes.
class Packer {
 public:
  void number(std::size_t value) {
    for (; value >= 0x80; value >>= 7) out += static_cast<char>((value & 0x7F) | 0x80);
    out += static_cast<char>(value);
  }
  void text(std::string_view value) {
    number(value.size());
    out += value;
  }
  void list(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
  }
  std::string out;
};

// Takes what a Packer packed apart again, in its order. Throws Error(index) where `data` is something else.
class Unpacker {
 public:
  // `what` is said to be damaged in that error: "a stored article".
  Unpacker(std::string_view data, std::string_view what) : data_(data), what_(what) {}
  std::size_t number() {
    std::size_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (data_.empty()) fail();
      const auto byte = static_cast<unsigned char>(data_.front());
      data_.remove_prefix(1);
      value |= static_cast<std::size_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    fail();
  }
  std::string text() {
    const std::size_t size = number();
    if (size > data_.size()) fail();
    std::string value(data_.substr(0, size));
    data_.remove_prefix(size);
    return value;
  }
  std::vector<std::string> list() {
    const std::size_t size = number();
    if (size > data_.size()) fail();
    std::vector<std::string> values(size);
    for (std::string& value : values) value = text();
    return values;
  }

  bool done() const { return data_.empty(); }
  [[noreturn]] void fail() const {
    throw Error(ErrorKind::index, std::string(what_) + " is damaged",
                "run indexer --rebuild with all its sources");
  }

 private:
  std::string_view data_;
  std::string_view what_;
};

}  // namespace kartotek
