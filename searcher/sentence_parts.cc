#include "searcher/sentence_parts.h"

#include <algorithm>
#include <utility>

#include "searcher/passage_layout.h"
#include "searcher/text_cut.h"

namespace kartotek {
namespace {

bool overlaps(Span span, const std::vector<Span>& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [span](Span part) { return span.begin < part.end && span.end > part.begin; });
}

class PartFinder {
 public:
  PartFinder(const MarkedText& text, Span sentence, MatchRange matches, const Shown& shown)
      : text_(text), sentence_(sentence), matches_(matches), shown_(shown) {}

  // Up to `count` parts, each of at most `room`, without overlap.
  std::vector<Span> find(std::size_t count, std::size_t room) const {
    std::vector<Span> parts;
    Shown shown = shown_;
    while (parts.size() < count) {
      const MatchRange best = best_window(room, parts, shown);
      if (best.empty()) break;
      const Span part = around(best, room, parts);
      if (part.begin == part.end) break;
      parts.push_back(part);
      // (Also where it turned out not to fit: it would be chosen again.)
      text_.show({best.first, best.first + 1}, shown);
      text_.show_within(part, matches_, shown);
    }
    return parts;
  }

 private:
  unsigned number(std::size_t match) const { return text_.match(match).concept_number; }
  std::size_t size(std::size_t first, std::size_t last) const {
    return shown_size(text_.slice({text_.match(first).span.begin, text_.match(last).span.end}));
  }

  // The matches within `room`, outside of `taken`, that show most, as few as do.
  MatchRange best_window(std::size_t room, const std::vector<Span>& taken, const Shown& shown) const {
    MatchRange best;
    double most = 0;
    double sum = 0;
    std::vector<std::size_t> counts(shown.size());  // by concept, in [first, last]
    std::size_t first = matches_.first;
    const auto drop_first = [&] {
      if (--counts[number(first)] == 0 && !shown[number(first)]) sum -= text_.weight(number(first));
      ++first;
    };
    for (std::size_t last = first; last < matches_.last; ++last) {
      if (counts[number(last)]++ == 0 && !shown[number(last)]) sum += text_.weight(number(last));
      if (overlaps(text_.match(last).span, taken)) {
        while (first <= last) drop_first();
        continue;
      }
      while (first < last && (shown[number(first)] || counts[number(first)] > 1 || size(first, last) > room))
        drop_first();
      if (!is_more(sum, most) || size(first, last) > room) continue;
      most = sum;
      best = {first, last + 1};
    }
    return best;
  }

  // The part that has these matches: from the beginning of the sentence if they are near it, else with a
  // third of the spare room in front of them.
  Span around(MatchRange range, std::size_t room, const std::vector<Span>& taken) const {
    const Span core{text_.match(range.first).span.begin, text_.match(range.last - 1).span.end};
    Span free = sentence_;
    for (const Span part : taken) {
      if (part.end <= core.begin) free.begin = std::max(free.begin, part.end);
      if (part.begin >= core.end) free.end = std::min(free.end, part.begin);
    }
    const std::size_t spare = room - shown_size(text_.slice(core));
    const auto begin_with = [&](std::size_t before) {
      return free.begin + begin_within(text_.slice({free.begin, core.begin}), before);
    };
    std::size_t begin = begin_with(spare);
    if (begin > free.begin) begin = begin_with(spare / 3);
    const std::size_t end = begin + end_within(text_.slice({begin, free.end}), room);
    if (end >= free.end)
      begin = begin_with(spare - std::min(spare, shown_size(text_.slice({core.end, end}))));
    return text_.without_cut_matches({begin, end});
  }

  const MarkedText& text_;
  Span sentence_;
  MatchRange matches_;
  const Shown& shown_;
};

}  // namespace

std::vector<Span> parts_of_sentence(const MarkedText& text, Span sentence, MatchRange matches,
                                    const Shown& shown, std::size_t room) {
  constexpr std::size_t shortest = 10;
  const PartFinder finder(text, sentence, matches, shown);
  Shown all = shown;
  const double wanted = text.show(matches, all);
  std::vector<Span> best;
  double most = 0;
  for (std::size_t count = 1; count <= most_parts && is_more(wanted, most); ++count) {
    const std::size_t between = left_out_size * (count - 1) + 2 * ellipsis_size;
    if (room < between + count * shortest) break;
    std::vector<Span> parts = finder.find(count, (room - between) / count);
    Shown own = shown;
    double sum = 0;
    for (const Span part : parts) sum += text.show_within(part, matches, own);
    if (!is_more(sum, most)) continue;
    most = sum;
    best = std::move(parts);
  }
  return best;
}

}  // namespace kartotek
