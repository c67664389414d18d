#pragma once

#include <string>
#include <string_view>

namespace kartotek {

// Digits, letters and white space of ASCII, whatever the locale. No byte of a longer UTF-8 sequence is any.

constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The small letter of a capital; anything else as it is.
constexpr char ascii_small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
inline std::string ascii_small(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = ascii_small(c);
  return small;
}

}  // namespace kartotek
