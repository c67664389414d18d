#pragma once

#include <cstddef>
#include <vector>

#include "searcher/marked_text.h"

namespace kartotek {

// How many parts a sentence is shown in at most.
inline constexpr std::size_t most_parts = 4;

// Of a sentence that is too long to be shown whole, the parts that show most of what `shown` does not have,
// in at most `room` code points with the ellipses around and between them: one if that shows all, else as
// many as need be. Each is cut between words and begins with the sentence, or some way before what it shows.
// `matches` are those in the sentence. Empty where nothing fits.
std::vector<Span> parts_of_sentence(const MarkedText& text, Span sentence, MatchRange matches,
                                    const Shown& shown, std::size_t room);

}  // namespace kartotek
