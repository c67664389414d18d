#include "searcher/passages.h"

#include <algorithm>
#include <utility>

#include "searcher/marked_text.h"
#include "searcher/passage_layout.h"
#include "searcher/sentence_parts.h"
#include "searcher/text_cut.h"

namespace kartotek {
namespace {

constexpr std::size_t least_room = 20;   // code points that are worth filling
constexpr std::size_t least_share = 40;  // of a sentence beside the first one
constexpr std::size_t most_passages = 8;
constexpr std::size_t most_shares = 4;

// A sentence with matches in it.
struct Candidate {
  std::size_t sentence;
  MatchRange matches;
  bool done = false;
};

class Chooser {
 public:
  Chooser(const MarkedText& text, const std::vector<Sentence>& sentences, std::size_t length)
      : text_(text), sentences_(sentences), length_(length), layout_(text, sentences, length) {
    find_candidates();
  }

  std::vector<Passage> choose() {
    Shown all = text_.nothing_shown();
    double wanted = 0;
    for (const Candidate& candidate : candidates_) wanted += text_.show(candidate.matches, all);
    std::vector<ShownSentence> best;
    double most = 0;
    for (shares_ = 1; shares_ <= most_shares && is_more(wanted, most); ++shares_) {
      const double sum = show_sentences();
      if (!is_more(sum, most)) continue;
      most = sum;
      best = layout_.pieces();
    }
    layout_.reset(std::move(best));
    if (is_first() && !sentences_.empty()) layout_.add_beginning(0, length_);
    layout_.fill();
    return layout_.passages();
  }

 private:
  void find_candidates() {
    std::size_t match = 0;
    for (std::size_t i = 0; i < sentences_.size() && match < text_.match_count(); ++i) {
      const Span span = sentences_[i].span;
      while (match < text_.match_count() && text_.match(match).span.begin < span.begin) ++match;
      const std::size_t first = match;
      while (match < text_.match_count() && text_.match(match).span.end <= span.end) ++match;
      if (match > first) candidates_.push_back({i, {first, match}});
    }
  }

  // Chooses anew, with the room behind the first sentence for `shares_` others; what is shown of the query
  // then.
  double show_sentences() {
    layout_.reset();
    shown_ = text_.nothing_shown();
    for (Candidate& candidate : candidates_) candidate.done = false;
    double sum = 0;
    while (layout_.pieces().size() < most_passages && (is_first() || layout_.room() >= least_room)) {
      Candidate* const best = best_candidate();
      if (best == nullptr) break;
      best->done = true;
      const bool begins = is_first();
      sum += show(*best);
      if (begins) share_ = std::max(layout_.room() / shares_, least_share);
    }
    return sum;
  }

  bool is_first() const { return layout_.pieces().empty(); }

  // What one sentence may take. The first leaves room for others where these are wanted: a part of it at
  // once, the whole as a last resort.
  std::size_t room_for_whole() const {
    if (!is_first()) return std::min(share_, layout_.room());
    return shares_ < most_shares ? length_ : length_ * 2 / 3;
  }
  std::size_t room_for_parts() const {
    return is_first() && shares_ > 1 ? length_ * 2 / 3 : room_for_whole();
  }

  bool fits_whole(const Candidate& candidate) const {
    return shown_size(text_.slice(sentences_[candidate.sentence].span)) <= room_for_whole();
  }

  Candidate* best_candidate() {
    constexpr double close = 0.05;  // words side by side are worth a little more than apart
    Candidate* best = nullptr;
    double most = 0;
    for (Candidate& candidate : candidates_) {
      if (candidate.done) continue;
      Shown shown = shown_;
      const double own = text_.show(candidate.matches, shown);
      candidate.done = own <= 0;
      if (candidate.done) continue;
      const double score = own + close * std::min(own, text_.closeness(candidate.matches));
      const bool as_good = best != nullptr && !is_more(most, score);
      if (is_more(score, most) || (as_good && !fits_whole(*best) && fits_whole(candidate))) {
        best = &candidate;
        most = score;
      }
    }
    return best;
  }

  // Shows what it can of a sentence; what that adds.
  double show(const Candidate& candidate) {
    const Span sentence = sentences_[candidate.sentence].span;
    if (fits_whole(candidate)) {
      layout_.add(candidate.sentence, sentence);
      return text_.show(candidate.matches, shown_);
    }
    double sum = 0;
    for (const Span part : parts_of_sentence(text_, sentence, candidate.matches, shown_, room_for_parts())) {
      layout_.add(candidate.sentence, part);
      sum += text_.show_within(part, candidate.matches, shown_);
    }
    return sum;
  }

  const MarkedText& text_;
  const std::vector<Sentence>& sentences_;
  std::size_t length_;
  std::vector<Candidate> candidates_;
  PassageLayout layout_;
  Shown shown_;
  std::size_t shares_ = 1;
  std::size_t share_ = 0;  // what each of them may take
};

}  // namespace

std::vector<Passage> choose_passages(std::string_view text, const std::vector<Sentence>& sentences,
                                     const std::vector<Match>& matches, const std::vector<double>& weights,
                                     std::size_t length) {
  const MarkedText marked(text, matches, weights);
  return Chooser(marked, sentences, length).choose();
}

}  // namespace kartotek
