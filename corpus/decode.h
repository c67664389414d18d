#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kartotek {

struct Decoded {
  std::string text;      // well-formed UTF-8, without a byte order mark
  std::string encoding;  // what it was: "UTF-8", "UTF-16LE", "windows-1254" ...
};

// The text in the bytes of a whole file. What the bytes say outright is believed: a byte order
// mark, then well-formed UTF-8, then UTF-16 by where its zero bytes stand. All else is one byte a
// letter: see guess_charset().
// Throws Error(ErrorKind::io) with the reason and the place (in bytes, from 0) where the bytes are
// no text (a NUL, many control characters), where they are UTF-8 or UTF-16 but for a few faults (a
// guess at another charset would garble every letter), and where no charset fits.
// Thread-safe.
Decoded decode(std::string_view bytes);

// Where the first byte stands that is not well-formed UTF-8, npos where all are.
std::size_t find_ill_formed_utf8(std::string_view bytes);

}  // namespace kartotek
