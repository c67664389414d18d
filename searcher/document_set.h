#pragma once

#include <xapian.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kartotek {

// A set of documents of one database, a bit each.
class DocumentSet {
 public:
  explicit DocumentSet(Xapian::docid last) : words_(last / 64 + std::size_t{1}) {}

  void add(Xapian::docid document) { words_[document / 64] |= std::uint64_t{1} << (document % 64); }
  std::size_t size() const {
    std::size_t count = 0;
    for (const std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
    return count;
  }

  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1)
        visit(static_cast<Xapian::docid>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
  }

 private:
  std::vector<std::uint64_t> words_;
};

// Some documents that follow each other, whose postings are looked at together: as many as have their scores
// and counts in the processor's cache.
inline constexpr std::size_t window_size = std::size_t{1} << 14;

struct Window {
  Xapian::docid first = 0;
  Xapian::docid end = 0;  // behind the last; at most window_size from the first
};

// A set of documents of a window, by how far each is from the first.
class WindowSet {
 public:
  void clear() { words_.fill(0); }
  void add(std::size_t offset) { words_[offset / 64] |= std::uint64_t{1} << (offset % 64); }
  void remove(std::size_t offset) { words_[offset / 64] &= ~(std::uint64_t{1} << (offset % 64)); }
  bool has(std::size_t offset) const { return (words_[offset / 64] >> (offset % 64) & 1) != 0; }
  bool empty() const {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
  }
  std::size_t size() const {
    std::size_t count = 0;
    for (const std::uint64_t word : words_) count += static_cast<std::size_t>(std::popcount(word));
    return count;
  }

  WindowSet& operator|=(const WindowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  WindowSet& operator&=(const WindowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  WindowSet& operator-=(const WindowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
  }

  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1)
        visit(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
  }

 private:
  std::array<std::uint64_t, window_size / 64> words_{};
};

}  // namespace kartotek
