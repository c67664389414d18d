#include <algorithm>
#include <utility>

#include "searcher/walk_node.h"

namespace kartotek {
namespace {

class Words : public WalkNode {
 public:
  Words(std::vector<TermPostings>&& terms, double weight, bool counted, Xapian::docid last,
        const WalkScoring& scoring)
      : terms_(std::move(terms)), weight_(weight), scoring_(scoring), most_(scoring, weight) {
    if (counted || weight != 0) occurrences_ = std::make_unique_for_overwrite<std::uint32_t[]>(window_size);
    for (TermPostings& term : terms_) {
      frequency_ += term.frequency();
      if (occurrences_) term.count_occurrences();
    }
    per_window_ = frequency_ * window_size / std::max<double>(last, window_size);
  }

  Xapian::docid next(Xapian::docid document) override {
    Xapian::docid first = 0;
    for (TermPostings& term : terms_)
      if (const Xapian::docid own = term.next(document); own != 0 && (first == 0 || own < first)) first = own;
    return first;
  }

  void match(const Window& window, const WindowSet& among) override {
    // To skip in a posting list takes as long as so many steps.
    constexpr double steps_of_skip = 16;
    window_ = window;
    found_.clear();
    const bool few = static_cast<double>(among.size()) * steps_of_skip < per_window_;
    for (TermPostings& term : terms_) few ? pick(term, among) : walk(term);
  }

  bool is_coarse() const override { return false; }

  void add_scores(const WindowSet& of, ScoreKind kind, WindowScores& scores) const override {
    if (weight_ == 0) return;
    WindowSet here = of;
    here &= found_;
    if (kind == ScoreKind::at_most)
      here.for_each([&](std::size_t offset) { scores[offset] += most_.of(occurrences_[offset]); });
    else
      here.for_each([&](std::size_t offset) { scores[offset] += score(offset); });
  }

  std::optional<double> exact_score(std::size_t offset) override {
    if (!found_.has(offset)) return std::nullopt;
    return weight_ == 0 ? 0 : score(offset);
  }

  std::uint32_t occurrences(std::size_t offset) const override { return occurrences_[offset]; }
  double frequency() const override { return frequency_; }

 private:
  void walk(TermPostings& term) {
    for (const auto& [offset, occurrences] : term.in(window_)) take(offset, occurrences);
  }

  void pick(TermPostings& term, const WindowSet& among) {
    among.for_each([&](std::size_t offset) {
      if (const auto occurrences = term.at(window_, window_.first + static_cast<Xapian::docid>(offset)))
        take(offset, *occurrences);
    });
  }

  void take(std::size_t offset, std::uint32_t occurrences) {
    if (occurrences_) occurrences_[offset] = occurrences + (found_.has(offset) ? occurrences_[offset] : 0);
    found_.add(offset);
  }

  double score(std::size_t offset) const {
    return scoring_.score(weight_, occurrences_[offset], window_.first + offset);
  }

  std::vector<TermPostings> terms_;
  double weight_;
  const WalkScoring& scoring_;
  MostScores most_;
  double frequency_ = 0;
  double per_window_ = 0;
  Window window_;
  std::unique_ptr<std::uint32_t[]> occurrences_;  // by offset, of those found; where they are asked for
};

}  // namespace

double WalkScoring::score(double weight, std::uint32_t occurrences, std::size_t document) const {
  const std::uint32_t length = lengths[document];
  const std::uint32_t counted = std::min(occurrences, length);  // as Xapian has it of words that count as one
  return weights.score(weight, counted, length / average_length);
}

MostScores::MostScores(const WalkScoring& scoring, double weight) {
  constexpr double rounding = 1e-9;  // exact_in_sums() rounds to less
  if (weight == 0) return;
  for (std::size_t occurrences = 0; occurrences < most_.size(); ++occurrences)
    most_[occurrences] = scoring.weights.score(weight, static_cast<double>(occurrences), 0) + rounding;
  // However often: the limit of the share.
  most_.back() = weight * (scoring.weights.k1 + 1 + scoring.weights.presence) + rounding;
}

std::unique_ptr<WalkNode> walk_words(std::vector<TermPostings>&& terms, double weight, bool counted,
                                     Xapian::docid last, const WalkScoring& scoring) {
  return std::make_unique<Words>(std::move(terms), weight, counted, last, scoring);
}

}  // namespace kartotek
