#pragma once

#include <string_view>

namespace kartotek {

// Turkish and Azerbaijani endings are written with symbols for the letters that vowel harmony and voicing
// change, on folded letters: A is a or e, I is i or u, D is d or t, C is c; all else is itself.
inline bool stands_for(char symbol, char letter) {
  switch (symbol) {
    case 'A':
      return letter == 'a' || letter == 'e';
    case 'I':
      return letter == 'i' || letter == 'u';
    case 'D':
      return letter == 'd' || letter == 't';
    case 'C':
      return letter == 'c';
    default:
      return symbol == letter;
  }
}

inline bool is_folded_vowel(char letter) {
  return std::string_view("aeiou").find(letter) != std::string_view::npos;
}

}  // namespace kartotek
