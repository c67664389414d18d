#include "indexer/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <array>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

bool is_complex_script(UChar32 c) {
  if (c < 0xE00) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return true;
    default:
      return false;
  }
}

CharacterClass punctuation_class(char32_t c) {
  switch (c) {
    case U'\'':
    case U'\u2018':
    case U'\u2019':
    case U'\u02BC':
      return CharacterClass::apostrophe;
    case U'-':
    case U'\u2010':
    case U'\u2011':
    case U'\u2013':  // an en dash or a minus sign between letters is a hyphen typed by a machine
    case U'\u2212':
      return CharacterClass::hyphen;
    case U'.':
      return CharacterClass::dot;
    case U',':
      return CharacterClass::comma;
    case U'/':
      return CharacterClass::slash;
    case U'&':
    case U'@':
    case U'_':
      return CharacterClass::joiner;
    default:
      return CharacterClass::other;
  }
}

CharacterClass classify(char32_t c) {
  const CharacterClass punctuation = punctuation_class(c);
  if (punctuation != CharacterClass::other) return punctuation;
  const auto code_point = static_cast<UChar32>(c);
  if (is_complex_script(code_point) && u_hasBinaryProperty(code_point, UCHAR_ALPHABETIC))
    return CharacterClass::complex;
  const auto category = U_MASK(u_charType(code_point));
  if (category & (U_GC_ND_MASK | U_GC_NO_MASK)) return CharacterClass::digit;
  if (category & (U_GC_L_MASK | U_GC_M_MASK | U_GC_NL_MASK)) return CharacterClass::letter;
  return CharacterClass::other;
}

// Nearly all text lies here; above, ICU is asked each time.
constexpr std::size_t table_size = 0x3000;

std::array<CharacterClass, table_size> make_table() {
  std::array<CharacterClass, table_size> table{};
  for (std::size_t c = 0; c < table_size; ++c) table[c] = classify(static_cast<char32_t>(c));
  return table;
}

}  // namespace

CharacterClass character_class(char32_t c) {
  static const std::array<CharacterClass, table_size> table = make_table();
  return c < table_size ? table[c] : classify(c);
}

CharacterClass next_class(std::string_view text, std::size_t& offset) {
  return offset < text.size() ? character_class(next_code_point(text, offset)) : CharacterClass::other;
}

}  // namespace kartotek
