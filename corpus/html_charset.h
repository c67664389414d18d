#pragma once

#include <string_view>

#include "corpus/decode.h"

namespace kartotek {

// As decode(), but for a page: what is no UTF-8 is in the charset that the page declares in its first bytes
// ("<meta charset=...>"), if the bytes bear it out; labels mean what they mean to browsers (ISO-8859-1 is
// windows-1252, ISO-8859-9 is windows-1254). Throws as decode() does. Thread-safe.
Decoded decode_page(std::string_view bytes);

}  // namespace kartotek
