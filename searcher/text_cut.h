#pragma once

#include <cstddef>
#include <string_view>

namespace kartotek {

// Cuts a text so that no word, grapheme cluster or combining sequence is parted, in any script: at white
// space where that uses at least half of the room; else between words as ICU's dictionaries know them, for
// scripts without spaces; else, in a word longer than the room, between grapheme clusters. Sizes are in code
// points, a run of white space being one, as snippets show it. All texts are well-formed UTF-8. Thread-safe.

std::size_t shown_size(std::string_view text);

// The end of the longest beginning of `text` of at most `room`, without white space at its end; 0 where not
// even one cluster fits.
std::size_t end_within(std::string_view text, std::size_t room);

// The begin of the longest ending of `text` of at most `room`, without white space at its begin; text.size()
// where not even one word fits.
std::size_t begin_within(std::string_view text, std::size_t room);

// Whether the byte at `place`, ASCII white space, is white space to be cut at: it carries no mark.
bool parts_words(std::string_view text, std::size_t place);

}  // namespace kartotek
