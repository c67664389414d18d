#pragma once

#include <string>
#include <string_view>

#include "corpus/date_text.h"

namespace kartotek {

// A date and the words it was found in.
struct DateClue {
  WrittenDate written;
  std::string quote;  // one line, to be shown as evidence
};

// The bytes of `text` from the first to the last of `tokens` (which are tokens of `text`), cut to some 160
// bytes on a word boundary, line breaks as blanks. "" for no tokens.
std::string quote_of(std::string_view text, DateTokens tokens);

}  // namespace kartotek
