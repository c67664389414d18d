#include <algorithm>

#include "searcher/walk_node.h"

namespace kartotek {
namespace {

class Words : public WalkNode {
 public:
  Words(const std::vector<std::string>& terms, double weight, bool counted, const Xapian::Database& database,
        const WalkScoring& scoring)
      : weight_(weight), scoring_(scoring), occurrences_(counted || weight != 0 ? window_size : 0) {
    for (const std::string& term : terms) {
      frequency_ += database.get_termfreq(term);
      postings_.push_back(database.postlist_begin(term));
    }
    per_window_ = frequency_ * window_size / std::max<double>(database.get_lastdocid(), window_size);
  }

  Xapian::docid next(Xapian::docid document) override {
    Xapian::docid first = 0;
    for (Xapian::PostingIterator& posting : postings_) {
      if (posting != end_ && *posting < document) posting.skip_to(document);
      if (posting != end_ && (first == 0 || *posting < first)) first = *posting;
    }
    return first;
  }

  void match(const Window& window, const WindowSet& among) override {
    // To skip in a posting list takes as long as so many steps.
    constexpr double steps_of_skip = 16;
    window_ = window;
    found_.clear();
    const bool few = static_cast<double>(among.size()) * steps_of_skip < per_window_;
    for (Xapian::PostingIterator& posting : postings_) few ? pick(posting, among) : walk(posting);
  }

  bool is_coarse() const override { return false; }

  void add_scores(const WindowSet& of, std::array<double, window_size>& scores) const override {
    if (weight_ == 0) return;
    WindowSet here = of;
    (here &= found_).for_each([&](std::size_t offset) { scores[offset] += score(offset); });
  }

  std::optional<double> exact_score(std::size_t offset) override {
    if (!found_.has(offset)) return std::nullopt;
    return weight_ == 0 ? 0 : score(offset);
  }

  std::uint32_t occurrences(std::size_t offset) const override { return occurrences_[offset]; }
  double frequency() const override { return frequency_; }

 private:
  void walk(Xapian::PostingIterator& posting) {
    if (posting != end_ && *posting < window_.first) posting.skip_to(window_.first);
    for (; posting != end_; ++posting) {
      const Xapian::docid document = *posting;
      if (document >= window_.end) return;
      take(document - window_.first, posting);
    }
  }

  void pick(Xapian::PostingIterator& posting, const WindowSet& among) {
    among.for_each([&](std::size_t offset) {
      const Xapian::docid document = window_.first + static_cast<Xapian::docid>(offset);
      if (posting != end_ && *posting < document) posting.skip_to(document);
      if (posting != end_ && *posting == document) take(offset, posting);
    });
  }

  void take(std::size_t offset, const Xapian::PostingIterator& posting) {
    if (!occurrences_.empty())
      occurrences_[offset] = posting.get_wdf() + (found_.has(offset) ? occurrences_[offset] : 0);
    found_.add(offset);
  }

  double score(std::size_t offset) const {
    return scoring_.score(weight_, occurrences_[offset], window_.first + offset);
  }

  const Xapian::PostingIterator end_{};
  double weight_;
  const WalkScoring& scoring_;
  std::vector<Xapian::PostingIterator> postings_;
  double frequency_ = 0;
  double per_window_ = 0;
  Window window_;
  std::vector<std::uint32_t> occurrences_;  // by offset, of those found
};

}  // namespace

double WalkScoring::score(double weight, std::uint32_t occurrences, std::size_t document) const {
  const std::uint32_t length = lengths[document];
  const std::uint32_t counted = std::min(occurrences, length);  // as Xapian has it of words that count as one
  return weights.score(weight, counted, length / average_length);
}

std::unique_ptr<WalkNode> walk_words(const std::vector<std::string>& terms, double weight, bool counted,
                                     const Xapian::Database& database, const WalkScoring& scoring) {
  return std::make_unique<Words>(terms, weight, counted, database, scoring);
}

}  // namespace kartotek
