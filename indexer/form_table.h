#pragma once

#define XXH_INLINE_ALL  // a call costs more than hashing a word
#include <xxhash.h>

#include <array>
#include <bit>
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
// most of what analysis does. Forms of up to fifteen bytes, as nearly all are, are their own key and are
// compared without a look at the form itself. Words stay where they are until clear(). Not thread-safe.
class FormTable {
 public:
  FormTable() : slots_(std::size_t{1} << first_bits) {}

  // The bytes of a form and, in the last of sixteen, their number; 255 there and a hash for longer forms.
  struct Key {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    bool operator==(const Key&) const = default;
  };

  // `readable`: bytes that may be read from the beginning of `surface` on, where there are more than its own;
  // it makes this faster.
  static Key key_of(std::string_view surface, std::size_t readable = 0) {
    const std::size_t size = surface.size();
    if (size > longest_own_key) {
      const XXH128_hash_t hash = XXH3_128bits(surface.data(), size);
      return {hash.low64, hash.high64 | last_byte(0xFF)};
    }
    Key key;
    // A copy of fixed length is two instructions, and one of any length a call.
    if (readable >= sizeof(Key)) {
      Key own;
      std::memcpy(&key, surface.data(), sizeof(Key));
      std::memcpy(&own, own_bytes.data() + sizeof(Key) - size, sizeof(Key));
      key = {key.head & own.head, key.tail & own.tail};
    } else if (size > 0) {
      std::memcpy(&key, surface.data(), size);
    }
    key.tail |= last_byte(size);
    return key;
  }

  // The word of `surface`, whose key is `key`; make(surface) is asked for it the first time.
  template <typename Make>
  const Word& get(std::string_view surface, const Key& key, Make make) {
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

  // Has the place of `key` brought near. The table is larger than the nearer caches: a look-up that has to
  // wait for memory takes as long as all else that is done for a word, and several that are announced wait
  // together.
  void prefetch(const Key& key) const { __builtin_prefetch(&slots_[place_of(key)]); }

  std::size_t size() const { return forms_.size(); }
  void clear() { *this = FormTable(); }

 private:
  struct Form {
    std::string surface;
    Word word;
  };
  struct Slot {
    Key key;
    const Form* form = nullptr;
  };
  static constexpr unsigned first_bits = 10;
  static constexpr std::size_t longest_own_key = 15;
  // From n bytes before its middle on: a mask of n bytes.
  static constexpr std::array<unsigned char, 2 * sizeof(Key)> own_bytes = [] {
    std::array<unsigned char, 2 * sizeof(Key)> bytes{};
    for (std::size_t i = 0; i < sizeof(Key); ++i) bytes[i] = 0xFF;
    return bytes;
  }();

  static constexpr std::uint64_t last_byte(std::uint64_t value) {
    return std::endian::native == std::endian::little ? value << 56 : value;
  }

  std::size_t place_of(const Key& key) const {
    // Knuth, The Art of Computer Programming, 6.4: the golden ratio; the square root of two for the other
    // half.
    constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15;
    constexpr std::uint64_t root_of_two = 0x6A09E667F3BCC909;
    return (key.head * golden_ratio + key.tail * root_of_two) >> (64 - bits_);
  }

  void grow();

  unsigned bits_ = first_bits;
  std::vector<Slot> slots_;
  std::deque<Form> forms_;
};

}  // namespace kartotek
