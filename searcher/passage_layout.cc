#include "searcher/passage_layout.h"

#include <algorithm>

#include "searcher/text_cut.h"

namespace kartotek {

bool PassageLayout::begins_whole(const ShownSentence& piece) const {
  return piece.span.begin == sentences_[piece.sentence].span.begin;
}

bool PassageLayout::ends_whole(const ShownSentence& piece) const {
  return piece.span.end == sentences_[piece.sentence].span.end;
}

// Whether nothing is left out between two pieces.
bool PassageLayout::follows(const ShownSentence& piece, const ShownSentence& before) const {
  if (piece.sentence == before.sentence)
    return text_.slice({before.span.end, piece.span.begin}).find_first_not_of(" \t\r\n") ==
           std::string_view::npos;
  return piece.sentence == before.sentence + 1 && sentences_[piece.sentence].follows && ends_whole(before) &&
         begins_whole(piece);
}

// What the pieces take, with all that goes with them.
std::size_t PassageLayout::used() const {
  if (pieces_.empty()) return 0;
  std::size_t size = 0;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    size += pieces_[i].size;
    if (i > 0) size += follows(pieces_[i], pieces_[i - 1]) ? blank_size : left_out_size;
  }
  if (!begins_whole(pieces_.front())) size += ellipsis_size;
  if (!ends_whole(pieces_.back())) size += ellipsis_size;
  return size;
}

std::size_t PassageLayout::room() const {
  const std::size_t taken = used() + (pieces_.empty() ? 0 : left_out_size);
  return length_ > taken ? length_ - taken : 0;
}

void PassageLayout::add(std::size_t sentence, Span span) {
  const auto place = std::upper_bound(
      pieces_.begin(), pieces_.end(), span.begin,
      [](std::size_t begin, const ShownSentence& piece) { return begin < piece.span.begin; });
  pieces_.insert(place, {sentence, span, shown_size(text_.slice(span))});
}

void PassageLayout::add_beginning(std::size_t sentence, std::size_t room) {
  Span span = sentences_[sentence].span;
  if (shown_size(text_.slice(span)) > room) {
    if (room <= ellipsis_size) return;
    span.end = span.begin + end_within(text_.slice(span), room - ellipsis_size);
    span = text_.without_cut_matches(span);
  }
  if (span.begin < span.end) add(sentence, span);
}

void PassageLayout::fill() {
  constexpr std::size_t worth_it = 20;
  for (std::size_t i = 0; i < pieces_.size(); ++i) add_neighbour(i, true);
  for (std::size_t i = 0; i < pieces_.size();) i += add_neighbour(i, false) ? 0 : 1;
  const std::size_t taken = used() + blank_size;
  if (pieces_.empty() || taken > length_ / 2 || !ends_whole(pieces_.back())) return;
  const std::size_t next = pieces_.back().sentence + 1;
  if (next < sentences_.size() && sentences_[next].follows && length_ >= taken + worth_it)
    add_beginning(next, length_ - taken);
}

// The sentence behind a piece, or the one before it, if it follows, is not shown yet and fits; whether it was
// added.
bool PassageLayout::add_neighbour(std::size_t piece, bool behind) {
  const ShownSentence& own = pieces_[piece];
  if (!(behind ? ends_whole(own) : begins_whole(own))) return false;
  const std::size_t later = own.sentence + (behind ? 1 : 0);
  if (later == 0 || later >= sentences_.size() || !sentences_[later].follows) return false;
  const std::size_t sentence = behind ? later : later - 1;
  const bool is_shown = std::any_of(pieces_.begin(), pieces_.end(), [sentence](const ShownSentence& other) {
    return other.sentence == sentence;
  });
  const Span span = sentences_[sentence].span;
  if (is_shown || used() + blank_size + shown_size(text_.slice(span)) > length_) return false;
  add(sentence, span);
  return true;
}

std::vector<Passage> PassageLayout::passages() const {
  std::vector<Passage> passages;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const ShownSentence& piece = pieces_[i];
    const bool cut_before = i == 0 ? !begins_whole(piece) : !follows(piece, pieces_[i - 1]);
    passages.push_back({piece.span, cut_before, i + 1 == pieces_.size() && !ends_whole(piece)});
  }
  return passages;
}

}  // namespace kartotek
