#include "indexer/plain_word.h"

#include <unicode/uchar.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "indexer/characters.h"
#include "indexer/compound.h"

namespace kartotek {
namespace {

enum class ByteClass : unsigned char { other, blank, letter, digit, connector, not_ascii };

constexpr std::array<ByteClass, 256> byte_classes = [] {
  std::array<ByteClass, 256> classes{};
  for (std::size_t c = 0; c < 256; ++c) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) classes[c] = ByteClass::blank;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) classes[c] = ByteClass::letter;
    if (c >= '0' && c <= '9') classes[c] = ByteClass::digit;
    if (c >= 0x80) classes[c] = ByteClass::not_ascii;
  }
  for (const char c : std::string_view("'-.,/&@_"))
    classes[static_cast<unsigned char>(c)] = ByteClass::connector;
  return classes;
}();

// Bytes of `text` that are no ASCII letters, each marked by its highest bit; `eight` as read from memory.
// No carry leaves a byte, so all eight are judged in a handful of instructions.
std::uint64_t non_letters(std::uint64_t eight) {
  constexpr std::uint64_t each = 0x0101010101010101;
  constexpr std::uint64_t high = 0x80 * each;
  const std::uint64_t lower = (eight | 0x20 * each) & ~high;
  const std::uint64_t from_a = lower + (0x80 - 'a') * each;
  const std::uint64_t behind_z = lower + (0x7F - 'z') * each;
  return (~from_a | behind_z | eight) & high;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  ByteClass at(std::size_t offset) const {
    return offset < text_.size() ? byte_classes[static_cast<unsigned char>(text_[offset])] : ByteClass::other;
  }

  std::size_t behind_ascii_letters(std::size_t offset) const {
    if constexpr (std::endian::native == std::endian::little) {
      for (; offset + 8 <= text_.size(); offset += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, text_.data() + offset, 8);
        const std::uint64_t others = non_letters(eight);
        if (others != 0) return offset + static_cast<std::size_t>(std::countr_zero(others)) / 8;
      }
    }
    while (at(offset) == ByteClass::letter) ++offset;
    return offset;
  }

  std::size_t behind_digits(std::size_t offset) const {
    while (at(offset) == ByteClass::digit) ++offset;
    return offset;
  }

  // Whether a letter of two bytes stands there, Latin, Greek or Cyrillic and no mark.
  bool is_wide_letter(std::size_t offset) const {
    static const auto letters = [] {
      std::array<bool, 0x800> table{};
      for (char32_t c = 0x80; c < 0x530; ++c)
        table[c] =
            character_class(c) == CharacterClass::letter && u_getCombiningClass(static_cast<UChar32>(c)) == 0;
      return table;
    }();
    if (offset + 1 >= text_.size()) return false;
    const auto lead = static_cast<unsigned char>(text_[offset]);
    const auto trail = static_cast<unsigned char>(text_[offset + 1]);
    if (lead < 0xC2 || lead > 0xDF || (trail & 0xC0) != 0x80) return false;
    return letters[static_cast<std::size_t>((lead & 0x1F) << 6 | (trail & 0x3F))];
  }

  // Behind the letters at `offset`, which are counted.
  std::size_t behind_letters(std::size_t offset, unsigned& letters) const {
    for (;;) {
      const std::size_t ascii_end = behind_ascii_letters(offset);
      letters += static_cast<unsigned>(ascii_end - offset);
      offset = ascii_end;
      if (at(offset) != ByteClass::not_ascii) return offset;
      for (; is_wide_letter(offset); offset += 2) ++letters;
      if (at(offset) != ByteClass::letter) return offset;
    }
  }

  // Whether nothing is tied to a word that ends at `offset`: a connector that is followed by nothing it could
  // tie to is punctuation.
  bool is_loose(std::size_t offset) const {
    const ByteClass next = at(offset);
    if (next == ByteClass::connector) {
      const ByteClass behind = at(offset + 1);
      return behind == ByteClass::other || behind == ByteClass::blank;
    }
    return next == ByteClass::other || next == ByteClass::blank;
  }

  // Behind an English 's at `offset`; `offset` itself where there is none.
  std::size_t behind_possessive(std::size_t offset) const {
    std::size_t end = offset;
    if (text_.substr(end).starts_with('\'')) end += 1;
    if (text_.substr(end).starts_with("’")) end += 3;
    if (end == offset || end >= text_.size() || (text_[end] | 0x20) != 's') return offset;
    return end + 1;
  }

  std::size_t behind_blanks(std::size_t offset) const {
    while (at(offset) == ByteClass::blank) ++offset;
    return offset;
  }

  // Whether a number may go on behind the blank before `offset`: 10 000, 5.56 x 45.
  bool goes_on_at(std::size_t offset) const {
    if (at(offset) == ByteClass::digit) return behind_digits(offset) == offset + 3;
    return at(offset) == ByteClass::letter && (text_[offset] | 0x20) == 'x' &&
           at(behind_blanks(offset + 1)) != ByteClass::letter;
  }

  // Whether the ASCII letters at `offset` are a unit; none has more than three.
  bool is_unit_at(std::size_t offset) const {
    std::array<char, 3> letters{};
    std::size_t length = 0;
    for (; at(offset + length) == ByteClass::letter; ++length) {
      if (length == letters.size()) return false;
      letters[length] = static_cast<char>(text_[offset + length] | 0x20);
    }
    return is_unit({letters.data(), length});
  }

 private:
  std::string_view text_;
};

bool read_word(const Reader& reader, std::string_view text, std::size_t& offset, PlainWord& word) {
  std::size_t end = reader.behind_letters(offset, word.letters);
  if (word.letters == 0) return false;
  word.span = {offset, end};
  if (!reader.is_loose(end)) {
    const std::size_t behind = reader.behind_possessive(end);
    if (behind == end || word.letters <= 3 || !reader.is_loose(behind)) return false;
    end = behind;
  } else if (word.letters <= 3) {
    if (word.letters == 2 && text.substr(offset, 2) == "US") return false;
    const std::size_t next = reader.behind_blanks(end);
    const ByteClass behind = next == end ? ByteClass::other : reader.at(next);
    word.before_digit =
        behind == ByteClass::digit || (behind == ByteClass::not_ascii && !reader.is_wide_letter(next));
  }
  offset = end;
  return true;
}

bool read_number(const Reader& reader, std::string_view text, std::size_t& offset, PlainWord& word) {
  std::size_t end = reader.behind_digits(offset);
  word.groups = 1;
  word.thousands = end - offset <= 3;
  while (end + 1 < text.size() && (text[end] == '.' || text[end] == ',') &&
         reader.at(end + 1) == ByteClass::digit) {
    const std::size_t group = end + 1;
    end = reader.behind_digits(group);
    ++word.groups;
    word.thousands = word.thousands && end - group == 3;
  }
  word.span = {offset, end};
  if (!reader.is_loose(end) || (word.groups > 2 && !word.thousands)) return false;  // 15.04.2021
  const std::size_t next = reader.behind_blanks(end);
  if (next != end &&
      (reader.at(next) == ByteClass::not_ascii || reader.is_unit_at(next) || reader.goes_on_at(next)))
    return false;  // 155 mm
  offset = end;
  return true;
}

}  // namespace

bool next_plain_word(std::string_view text, std::size_t& offset, PlainWord& word) {
  const Reader reader(text);
  word = {};
  for (;; ++offset) {
    if (offset >= text.size()) return false;
    switch (reader.at(offset)) {
      case ByteClass::letter:
      case ByteClass::not_ascii:
        return read_word(reader, text, offset, word);
      case ByteClass::digit:
        return read_number(reader, text, offset, word);
      default:
        break;
    }
  }
}

}  // namespace kartotek
