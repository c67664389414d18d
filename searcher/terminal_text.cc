#include "searcher/terminal_text.h"

#include <unicode/uchar.h>

#include <cstdint>

#include "corpus/unicode.h"

namespace kartotek {

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    append_code_point(out, c < 0x20 || (c >= 0x7F && c < 0xA0) ? U' ' : c);
  }
  return out;
}

std::size_t columns_of(char32_t c) {
  constexpr char32_t soft_hyphen = 0xAD;  // terminals show it, though it is a format character
  const auto code_point = static_cast<UChar32>(c);
  if (c < 0x7F || c == soft_hyphen) return 1;
  const std::uint32_t category = U_GET_GC_MASK(code_point);
  if ((category & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) return 0;
  // Vowels and finals that terminals join to the Hangul syllable before them.
  const int syllable = u_getIntPropertyValue(code_point, UCHAR_HANGUL_SYLLABLE_TYPE);
  if (syllable == U_HST_VOWEL_JAMO || syllable == U_HST_TRAILING_JAMO) return 0;
  const int width = u_getIntPropertyValue(code_point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) columns += columns_of(next_code_point(text, i));
  return columns;
}

std::string cut_to_columns(std::string_view text, std::size_t columns) {
  if (columns_of(text) <= columns) return std::string(text);
  std::size_t used = 1;  // for the …
  std::size_t end = 0;
  for (std::size_t i = 0; i < text.size(); end = i) {
    used += columns_of(next_code_point(text, i));
    if (used > columns) break;
  }
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace kartotek
