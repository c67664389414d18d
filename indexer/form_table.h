#pragma once

#define XXH_INLINE_ALL  // a call costs more than hashing a word
#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/analyzer.h"

namespace kartotek {

// Words by the surface form they were written in: an open-addressing hash table, since looking words up is
// most of what analysis does. Forms of up to seven bytes, which most are, are their own key and are compared
// without a look at the form itself. Words stay where they are until clear(). Not thread-safe.
class FormTable {
 public:
  FormTable() : slots_(std::size_t{1} << first_bits) {}

  // The word of `surface`; make(surface) is asked for it the first time.
  template <typename Make>
  const Word& get(std::string_view surface, Make make) {
    const std::uint64_t key = key_of(surface);
    std::size_t place = place_of(key);
    for (; slots_[place].form; place = (place + 1) & (slots_.size() - 1))
      if (slots_[place].key == key &&
          (surface.size() <= longest_own_key || slots_[place].form->surface == surface))
        return slots_[place].form->word;
    const Form& form = forms_.emplace_back(Form{std::string(surface), make(surface)});
    slots_[place] = {key, &form};
    if (forms_.size() * 2 > slots_.size()) grow();
    return form.word;
  }

  std::size_t size() const { return forms_.size(); }
  void clear() { *this = FormTable(); }

 private:
  struct Form {
    std::string surface;
    Word word;
  };
  struct Slot {
    std::uint64_t key = 0;
    const Form* form = nullptr;
  };
  static constexpr unsigned first_bits = 10;
  static constexpr std::size_t longest_own_key = 7;

  // The bytes and, in the highest byte, their number; 255 there and a hash for longer forms.
  static std::uint64_t key_of(std::string_view surface) {
    const std::size_t size = surface.size();
    if (size > longest_own_key) return XXH3_64bits(surface.data(), size) | std::uint64_t{0xFF} << 56;
    std::uint64_t key = std::uint64_t{size} << 56;
    if (size >= 4) {
      // Two reads that overlap take in any number of bytes from four to seven.
      std::uint32_t head;
      std::uint32_t tail;
      std::memcpy(&head, surface.data(), 4);
      std::memcpy(&tail, surface.data() + size - 4, 4);
      return key | head | std::uint64_t{tail} << ((size - 4) * 8);
    }
    for (std::size_t i = 0; i < size; ++i)
      key |= std::uint64_t{static_cast<unsigned char>(surface[i])} << (i * 8);
    return key;
  }

  std::size_t place_of(std::uint64_t key) const {
    constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15;  // Knuth, The Art of Computer Programming, 6.4
    return (key * golden_ratio) >> (64 - bits_);
  }

  void grow();

  unsigned bits_ = first_bits;
  std::vector<Slot> slots_;
  std::deque<Form> forms_;
};

}  // namespace kartotek
