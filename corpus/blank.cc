#include "corpus/blank.h"

#include <unicode/uchar.h>

#include "corpus/unicode.h"

namespace kartotek {

bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    const auto character = static_cast<UChar32>(c);
    if (u_isUWhiteSpace(character) == 0 && u_iscntrl(character) == 0 && !is_invisible(c)) return false;
  }
  return true;
}

}  // namespace kartotek
