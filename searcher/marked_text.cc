#include "searcher/marked_text.h"

#include <algorithm>

#include "searcher/text_cut.h"

namespace kartotek {

MarkedText::MarkedText(std::string_view text, const std::vector<Match>& matches,
                       const std::vector<double>& weights)
    : text_(text), matches_(matches), weights_(weights) {
  for (const Match& match : matches_) concepts_ = std::max(concepts_, match.concept_number + 1);
}

double MarkedText::show(MatchRange range, Shown& shown) const {
  double sum = 0;
  for (std::size_t i = range.first; i < range.last; ++i) {
    const unsigned number = matches_[i].concept_number;
    if (!shown[number]) sum += weight(number);
    shown[number] = true;
  }
  return sum;
}

double MarkedText::show_within(Span span, MatchRange range, Shown& shown) const {
  while (range.first < range.last && matches_[range.first].span.begin < span.begin) ++range.first;
  while (range.last > range.first && matches_[range.last - 1].span.end > span.end) --range.last;
  return show(range, shown);
}

double MarkedText::closeness(MatchRange range) const {
  constexpr std::size_t side_by_side = 3;  // bytes between
  double sum = 0;
  for (std::size_t i = range.first + 1; i < range.last; ++i)
    if (matches_[i].concept_number != matches_[i - 1].concept_number &&
        matches_[i].span.begin - matches_[i - 1].span.end <= side_by_side)
      sum += std::min(weight(matches_[i].concept_number), weight(matches_[i - 1].concept_number));
  return sum;
}

Span MarkedText::without_cut_matches(Span span) const {
  const auto parted = [this](std::size_t place) -> const Match* {
    const auto next =
        std::upper_bound(matches_.begin(), matches_.end(), place,
                         [](std::size_t at, const Match& match) { return at < match.span.end; });
    return next != matches_.end() && next->span.begin < place ? &*next : nullptr;
  };
  if (const Match* const match = parted(span.begin)) span.begin = match->span.end;
  if (const Match* const match = parted(span.end)) span.end = std::max(span.begin, match->span.begin);
  while (span.end > span.begin && parts_words(text_, span.end - 1)) --span.end;
  while (span.begin < span.end && parts_words(text_, span.begin)) ++span.begin;
  return span;
}

}  // namespace kartotek
