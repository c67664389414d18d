#pragma once

#include <cstddef>
#include <string_view>

namespace kartotek {

// What a code point is to the word scanner.
enum class CharacterClass : unsigned char {
  other,    // ends a word: white space, brackets, most punctuation
  letter,   // also marks that follow a letter
  digit,    // of any script
  complex,  // scripts written without spaces, left to ICU's dictionaries
  apostrophe,
  hyphen,
  dot,
  comma,
  slash,
  joiner,  // & @ _ : hold parts together without making them one word
};

CharacterClass character_class(char32_t c);

inline bool is_alphanumeric(CharacterClass c) {
  return c == CharacterClass::letter || c == CharacterClass::digit;
}

// The class of the character at `offset`, which is moved behind it; `other` at the end of the text.
CharacterClass next_class(std::string_view text, std::size_t& offset);

}  // namespace kartotek
