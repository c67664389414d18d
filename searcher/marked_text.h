#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "searcher/highlight.h"

namespace kartotek {

// Which concepts of a query are shown already, by number.
using Shown = std::vector<bool>;

// A range of the matches of a text: [first, last).
struct MatchRange {
  std::size_t first = 0;
  std::size_t last = 0;
  bool empty() const { return first == last; }
};

// A text, what a query finds in it, and what each concept of the query is worth (1 where `weights` does not
// say). Refers to all three.
class MarkedText {
 public:
  MarkedText(std::string_view text, const std::vector<Match>& matches, const std::vector<double>& weights);

  std::string_view slice(Span span) const { return text_.substr(span.begin, span.end - span.begin); }
  const Match& match(std::size_t number) const { return matches_[number]; }
  std::size_t match_count() const { return matches_.size(); }
  Shown nothing_shown() const { return Shown(concepts_); }
  double weight(unsigned concept_number) const {
    return concept_number < weights_.size() ? weights_[concept_number] : 1;
  }

  // What matches show that `shown` does not have yet, by weight; it has them then. Of a range, or of what of
  // it is whole within `span`.
  double show(MatchRange range, Shown& shown) const;
  double show_within(Span span, MatchRange range, Shown& shown) const;

  // What the words of the query in a range weigh that stand side by side with another one.
  double closeness(MatchRange range) const;

  // `span` without the parts of matches at its ends, which would part a word (S 400 is one), and without
  // white space there.
  Span without_cut_matches(Span span) const;

 private:
  std::string_view text_;
  const std::vector<Match>& matches_;
  const std::vector<double>& weights_;
  unsigned concepts_ = 0;
};

// Sums of the same weights in another order may differ.
inline bool is_more(double sum, double than) { return sum > than * (1 + 1e-9); }

}  // namespace kartotek
