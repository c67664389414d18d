#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/word_codes.h"

namespace kartotek {

// The words of an article in their order, which phrases are checked against: see word_order_file.h. It
// stands in for Xapian's lists of positions, an entry for each word of each document: of 30,000 wire stories
// those took 1.9 of 4.9 bytes for each byte of text, and this takes 0.4.
//
// The bytes are the title's part and the body's, each after its length. In a part a word begins with a byte
// that tells its length, and goes on with bytes from 128 to 191, of six bits each, high ones first: as in
// UTF-8, the bytes of a word are found nowhere else. A word of a number below 128 is a byte; below
// most_common two, the first from 192 on; any other the 32 bits of its hash in six, the first from 240 on.
// Words are one position apart but where 244 comes before a word that shares the position of the one before,
// or 245 and the number of positions that are left out, in bytes of six bits, low ones first. The first word
// at a position is the leading one: see each_position().

// The parts, whatever comes behind them; damaged bytes are empty parts.
struct WordOrder {
  std::string_view title;
  std::string_view body;
};
WordOrder parts_of(std::string_view word_order);
// The leading words of a part in their order, as far as it is not damaged.
std::vector<WordCode> leading_words(std::string_view part);

// Makes a part.
class WordOrderBuilder {
 public:
  // A word at a position, from 1, and the leading one there; in any order.
  void add(std::uint32_t position, WordCode code) { put(position, code, follows); }
  void lead(std::uint32_t position, WordCode code) { put(position, code, 0); }
  std::string build() &&;

 private:
  static constexpr unsigned bits_of_code = 33;
  static constexpr std::uint64_t code_mask = (std::uint64_t{1} << bits_of_code) - 1;
  static constexpr std::uint64_t follows = std::uint64_t{1} << bits_of_code;

  void put(std::uint32_t position, WordCode code, std::uint64_t rank) {
    words_.push_back(std::uint64_t{position} << (bits_of_code + 1) | rank | code);
  }

  std::vector<std::uint64_t> words_;  // by position, the leading one first, then by code
};

std::string word_order_bytes(std::string_view title, std::string_view body);

// Whether one of some words stands one position before one of others: a search for the bytes of the first
// ones, which is quicker than a walk.
class PairFinder {
 public:
  PairFinder(const std::vector<WordCode>& firsts, std::vector<WordCode> seconds);
  // Nothing where it takes a walk to say.
  std::optional<bool> is_in(std::string_view part) const;

 private:
  std::optional<bool> is_next(std::string_view rest) const;

  std::vector<std::string> firsts_;  // as in a part
  std::vector<WordCode> seconds_;    // ascending
};

// Walks through a part, past all words but those that may be among some wanted ones.
class WordOrderReader {
 public:
  // Of words' bytes, the first ones that are wanted, and the bytes that are no word's.
  class Wanted {
   public:
    Wanted();  // none yet
    void add(WordCode code);

   private:
    friend class WordOrderReader;
    std::array<bool, 256> first_bytes_{};
  };

  // `wanted` outlives the reader.
  WordOrderReader(std::string_view part, const Wanted& wanted)
      : next_(part.data()), end_(part.data() + part.size()), wanted_(wanted.first_bytes_) {}

  // To the next word that may be wanted; false at the end, and where what follows is damaged.
  bool next() {
    for (; next_ < end_; next_ += length_of_word(*next_), ++position_) {
      if (wanted_[static_cast<unsigned char>(*next_)]) return take();
    }
    return false;
  }
  std::uint32_t position() const { return position_; }
  WordCode code() const { return code_; }

  // The bytes of a word, by the first.
  static std::ptrdiff_t length_of_word(char first) {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 192 ? 1 : byte < 240 ? 2 : 6;
  }

 private:
  bool take();
  bool take_gap();

  const char* next_;
  const char* end_;
  const std::array<bool, 256>& wanted_;
  std::uint32_t position_ = 0;
  WordCode code_ = 0;
};

}  // namespace kartotek
