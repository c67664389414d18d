#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "searcher/highlight.h"
#include "searcher/sentences.h"

namespace kartotek {

// A part of a text to be shown.
struct Passage {
  Span span;
  bool cut_before = false;  // something of the text is left out in front of it, within its sentence or not
  bool cut_behind = false;  // its sentence goes on
};

// What to show of `text`, in order, in at most `length` code points, ellipses and blanks between included.
// First comes the sentence with most of the query's words, each weighing what `weights` says of its concept;
// then, while there is room, the sentences with most of those that are not shown yet; then what stands around
// them. Sentences are whole where they fit; of one that does not, those parts are chosen that show all its
// words of the query, if these fit. Of equals the first comes first. Without matches, the beginning.
std::vector<Passage> choose_passages(std::string_view text, const std::vector<Sentence>& sentences,
                                     const std::vector<Match>& matches, const std::vector<double>& weights,
                                     std::size_t length);

}  // namespace kartotek
