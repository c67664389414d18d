#include "corpus/decode.h"

#include <simdjson.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "corpus/charset.h"
#include "corpus/error.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

constexpr std::size_t npos = std::string_view::npos;

[[noreturn]] void refuse(const std::string& reason, std::size_t at) {
  throw Error(ErrorKind::io, reason + " at byte " + std::to_string(at));
}

unsigned byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

// Length of the well-formed UTF-8 sequence at `at`, 0 where there is none.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
  // The longest sequence has 4 bytes, so a window of 4 keeps ICU's 32-bit offsets safe.
  const std::string_view window = bytes.substr(at, 4);
  const auto* s = reinterpret_cast<const std::uint8_t*>(window.data());
  int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT(s, i, static_cast<int32_t>(window.size()), c);
  return c < 0 ? 0 : static_cast<std::size_t>(i);
}

// Whether `bytes`, which are not well-formed UTF-8, were meant to be: at least as many letters in
// UTF-8 as faults. One-byte charsets have such pairs only by accident.
bool meant_as_utf8(std::string_view bytes) {
  std::size_t letters = 0;
  std::size_t faults = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = sequence_length(bytes, i);
    letters += length > 1 ? 1 : 0;
    faults += length == 0 ? 1 : 0;
    i += std::max<std::size_t>(length, 1);
  }
  return letters >= faults;
}

// Throws where a text holds a NUL or so many control characters that it is none. A few pass:
// old texts have form feeds, the DOS end-of-file sign, or a stray escape.
void require_text(std::string_view text) {
  std::size_t controls = 0;
  std::size_t first = npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\0') refuse("binary, not text: a NUL", i);
    const bool control = (static_cast<unsigned char>(c) < 0x20 && (c < '\t' || c > '\r')) || c == 0x7F;
    if (!control) continue;
    ++controls;
    first = std::min(first, i);
  }
  constexpr std::size_t bytes_per_control = 50;
  if (controls > 1 + text.size() / bytes_per_control) {
    refuse("binary, not text: " + std::to_string(controls) + " control characters, the first", first);
  }
}

std::string from_utf16(std::string_view bytes, std::size_t begin, bool little) {
  std::string text;
  text.reserve(bytes.size());
  const auto unit = [&](std::size_t at) {
    if (at + 2 > bytes.size()) refuse("UTF-16 cut off", at);
    return little ? byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U
                  : byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
  };
  for (std::size_t i = begin; i < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c == 0) refuse("binary, not text: a NUL", i);
    if (U16_IS_TRAIL(c)) refuse("ill-formed UTF-16", i);
    if (U16_IS_LEAD(c)) {
      const char32_t trail = unit(i + 2);
      if (!U16_IS_TRAIL(trail)) refuse("ill-formed UTF-16", i);
      c = 0x10000 + ((c - 0xD800) << 10U) + (trail - 0xDC00);
      i += 2;
    }
    append_code_point(text, c);
  }
  return text;
}

std::string from_utf32(std::string_view bytes, bool little) {
  std::string text;
  for (std::size_t i = 4; i < bytes.size(); i += 4) {
    if (i + 4 > bytes.size()) refuse("UTF-32 cut off", i);
    char32_t c = 0;
    for (std::size_t k = 0; k < 4; ++k) c = c << 8U | byte_at(bytes, i + (little ? 3 - k : k));
    if (c == 0) refuse("binary, not text: a NUL", i);
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) refuse("ill-formed UTF-32", i);
    append_code_point(text, c);
  }
  return text;
}

Decoded checked(std::string text, std::string encoding) {
  require_text(text);
  return {std::move(text), std::move(encoding)};
}

std::optional<Decoded> decode_by_mark(std::string_view bytes) {
  using namespace std::string_view_literals;
  // UTF-32LE begins with the mark of UTF-16LE and must be asked first.
  if (bytes.starts_with("\xFF\xFE\0\0"sv) && bytes.size() % 4 == 0)
    return checked(from_utf32(bytes, true), "UTF-32LE");
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return checked(from_utf32(bytes, false), "UTF-32BE");
  if (bytes.starts_with("\xFF\xFE"sv)) return checked(from_utf16(bytes, 2, true), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF"sv)) return checked(from_utf16(bytes, 2, false), "UTF-16BE");
  return std::nullopt;
}

// Whether nearly all of `text` are characters that Unicode knows: bytes that are no UTF-16 come
// out strewn over planes and private areas.
bool is_plausible(std::string_view text) {
  std::size_t strange = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < text.size(); ++all) {
    const auto c = static_cast<UChar32>(next_code_point(text, i));
    strange +=
        u_isdefined(c) == 0 || u_charType(c) == U_PRIVATE_USE_CHAR || u_charType(c) == U_CONTROL_CHAR ? 1 : 0;
    if (c == '\n' || c == '\r' || c == '\t') --strange;
  }
  return strange * 50 <= all;
}

// UTF-16 without a mark has its zero bytes (the upper halves of spaces, line ends and all ASCII)
// all on one side.
std::optional<Decoded> decode_by_zeros(std::string_view bytes) {
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
  const bool little = zeros[1] > zeros[0];
  constexpr std::size_t stray_share = 20;  // U+0100, U+0200, U+2000 ... have theirs on the other side
  if (bytes.size() % 2 != 0 || zeros[little ? 0 : 1] * stray_share > zeros[little ? 1 : 0])
    return std::nullopt;
  try {
    Decoded decoded = checked(from_utf16(bytes, 0, little), little ? "UTF-16LE" : "UTF-16BE");
    if (is_plausible(decoded.text)) return decoded;
  } catch (const Error&) {  // no UTF-16 then: the caller says what it is
  }
  return std::nullopt;
}

}  // namespace

std::size_t find_ill_formed_utf8(std::string_view bytes) {
  if (simdjson::validate_utf8(bytes)) return npos;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t length = sequence_length(bytes, i);
    if (length == 0) return i;
    i += length;
  }
  return npos;
}

Decoded decode(std::string_view bytes) {
  if (std::optional<Decoded> decoded = decode_by_mark(bytes)) return *std::move(decoded);
  if (const std::size_t nul = bytes.find('\0'); nul != npos) {
    if (std::optional<Decoded> decoded = decode_by_zeros(bytes)) return *std::move(decoded);
    refuse("binary, not text: a NUL", nul);
  }
  require_text(bytes);
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  const std::size_t begin = bytes.starts_with(mark) ? mark.size() : 0;
  const std::size_t fault = find_ill_formed_utf8(bytes);
  if (fault == npos) return {std::string(bytes.substr(begin)), "UTF-8"};
  if (begin > 0 || meant_as_utf8(bytes)) refuse("ill-formed UTF-8", fault);
  const std::optional<Charset> charset = guess_charset(bytes);
  if (!charset) {
    throw Error(ErrorKind::io,
                "in no character set that is known (not UTF-8 from byte " + std::to_string(fault) + " on)");
  }
  return {charset->decode(bytes), charset->name};
}

}  // namespace kartotek
