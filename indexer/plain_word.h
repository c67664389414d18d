#pragma once

#include <cstddef>
#include <string_view>

#include "corpus/article.h"

namespace kartotek {

// A word or number that none of the rules for compounds can touch, as most of a text are.
struct PlainWord {
  Span span;                  // of the word itself, without the ending 's
  unsigned letters = 0;       // 0 for a number
  unsigned groups = 0;        // of a number: 1 for 18, 2 for 18,000 or 18.5
  bool thousands = false;     // all groups behind the first have three digits: 18,000
  bool before_digit = false;  // up to three letters with a number behind a space: may be S 400, or: in 15
};

// Reads over what is no word, then the next word if it is plain; `offset` is moved behind it. false where
// the rules have to be asked, or at the end of the text: `offset` is then at or before the next word.
// It only goes past rules, never against them: what it takes, next_compound() and pieces_of() would have
// made the same of, at several times the cost.
bool next_plain_word(std::string_view text, std::size_t& offset, PlainWord& word);

}  // namespace kartotek
