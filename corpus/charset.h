#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace kartotek {

// A charset of one byte a character, whose lower half is ASCII.
struct Charset {
  std::string name;                   // as the IANA writes it, "windows-1254"
  std::array<char32_t, 128> upper{};  // what the bytes 0x80 to 0xFF stand for; U+FFFD for nothing

  // `bytes` as UTF-8. Throws Error(ErrorKind::io) with the place of a byte that stands for nothing.
  std::string decode(std::string_view bytes) const;
};

// The charset in which `bytes` (no UTF-8, no NULs) read most like one of the languages below, or
// nothing where they read like none. What speaks for a charset: how frequent its letters are in
// the language, that capitals begin words, that no word mixes Latin and Cyrillic, that symbols
// stand between words; for other languages, ICU's detector is asked. Turkish in ISO-8859-9 is taken for
// windows-1254, of which it is a part, as browsers do. Turkish, Russian and Ukrainian win near ties. Judges
// by the first 256 KiB from the first byte over 0x7F on. Thread-safe.
std::optional<Charset> guess_charset(std::string_view bytes);

}  // namespace kartotek
