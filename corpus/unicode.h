#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kartotek {

// All functions here take well-formed UTF-8 unless they say otherwise, and are thread-safe.

// Whether `bytes` are well-formed UTF-8 (no overlong forms, surrogates, or values over U+10FFFF).
bool is_valid_utf8(std::string_view bytes);

// The code point at byte `offset`, which is moved behind it. Requires offset < text.size().
// Ill-formed bytes read as U+FFFD, one at a time.
char32_t next_code_point(std::string_view text, std::size_t& offset);

void append_code_point(std::string& text, char32_t code_point);

// Whether a byte of UTF-8 goes on with a code point rather than begins one.
constexpr bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

bool is_ascii(std::string_view text);

// Whether `text` begins with a letter of U+0400 to U+04FF, as every folded Cyrillic word does.
bool begins_in_cyrillic(std::string_view text);

// How many code points `text` has.
std::size_t count_code_points(std::string_view text);

// The one fold of the project: two spellings that differ only in case, diacritics or compatibility
// form fold to the same string, so ISTANBUL, İstanbul, Istanbul, ıstanbul and istanbul meet.
// NFKC_Casefold, then NFD, then marks dropped on Latin, Greek and Cyrillic letters (й and ї stay),
// then ı→i ə→e ø→o đ→d ł→l æ→ae œ→oe ß→ss; invisible format characters vanish (see is_invisible).
// White space and punctuation stay as they are.
std::string fold(std::string_view text);

// Case alone folded, diacritics and the dotted i kept apart, in NFC: what ="..." compares.
// İ → i, I → i and ı → ı, so that KIL, Kil and kil meet, but not kıl.
std::string fold_case(std::string_view text);

// Characters that are in a text but not to be seen: soft hyphen, zero-width space and joiners,
// word joiner, byte order mark, directional marks, variation selectors.
bool is_invisible(char32_t code_point);

}  // namespace kartotek
