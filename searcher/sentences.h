#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace kartotek {

struct Sentence {
  Span span;             // bytes, without the white space around it
  bool follows = false;  // nothing but white space is between it and the one before
};

// The sentences of `text`, ascending: by full stops, question and exclamation marks of all scripts, blank
// lines, and line ends behind punctuation; other line ends only wrap. The full stops of initials, ordinals
// and usual abbreviations end none. `gaps`, ascending, are places at which something was left out of the
// text; each ends a sentence. Linear in the text. Thread-safe.
std::vector<Sentence> sentences_of(std::string_view text, const std::vector<std::size_t>& gaps);

}  // namespace kartotek
