#include "searcher/walk_node.h"

#include <algorithm>
#include <utility>

namespace kartotek {
namespace {

// What is made of several parts.
class Compound : public WalkNode {
 public:
  explicit Compound(WalkNodes&& parts) : parts_(std::move(parts)) {}

  bool is_coarse() const override {
    return std::any_of(parts_.begin(), parts_.end(), [](const auto& part) { return part->is_coarse(); });
  }

 protected:
  WalkNodes parts_;
};

class Any : public Compound {
 public:
  using Compound::Compound;

  Xapian::docid next(Xapian::docid document) override {
    Xapian::docid first = 0;
    for (const auto& part : parts_)
      if (const Xapian::docid own = part->next(document); own != 0 && (first == 0 || own < first))
        first = own;
    return first;
  }

  void match(const Window& window, const WindowSet& among) override {
    found_.clear();
    for (const auto& part : parts_) {
      part->match(window, among);
      found_ |= part->found();
    }
  }

  WindowSet certain() const override {
    WindowSet any;
    for (const auto& part : parts_) any |= part->certain();
    return any;
  }

  void add_scores(const WindowSet& of, ScoreKind kind, WindowScores& scores) const override {
    for (const auto& part : parts_) {
      WindowSet here = of;
      part->add_scores(here &= part->found(), kind, scores);
    }
  }

  std::optional<double> exact_score(std::size_t offset) override {
    std::optional<double> sum;
    for (const auto& part : parts_)
      if (part->found().has(offset))
        if (const auto own = part->exact_score(offset)) sum = sum.value_or(0) + *own;
    return sum;
  }

  std::uint32_t occurrences(std::size_t offset) const override {
    std::uint32_t sum = 0;
    for (const auto& part : parts_)
      if (part->found().has(offset)) sum += part->occurrences(offset);
    return sum;
  }

  double frequency() const override {
    double sum = 0;
    for (const auto& part : parts_) sum += part->frequency();
    return sum;
  }
};

class AsOne : public Any {
 public:
  AsOne(WalkNodes&& parts, double weight, const WalkScoring& scoring)
      : Any(std::move(parts)), weight_(weight), scoring_(scoring), most_(scoring, weight) {}

  void match(const Window& window, const WindowSet& among) override {
    first_ = window.first;
    Any::match(window, among);
  }

  void add_scores(const WindowSet& of, ScoreKind kind, WindowScores& scores) const override {
    WindowSet here = of;
    (here &= found_).for_each([&](std::size_t offset) {
      scores[offset] += kind == ScoreKind::exact ? score(offset) : most_.of(occurrences(offset));
    });
  }

  std::optional<double> exact_score(std::size_t offset) override {
    return found_.has(offset) ? std::optional(score(offset)) : std::nullopt;
  }

 private:
  double score(std::size_t offset) const {
    return weight_ == 0 ? 0 : scoring_.score(weight_, occurrences(offset), first_ + offset);
  }

  double weight_;
  const WalkScoring& scoring_;
  MostScores most_;
  Xapian::docid first_ = 0;
};

class All : public Compound {
 public:
  All(WalkNodes&& parts, std::size_t scored) : Compound(std::move(parts)), scored_(scored) {
    for (const auto& part : parts_) rarest_first_.push_back(part.get());
    std::stable_sort(rarest_first_.begin(), rarest_first_.end(),
                     [](const WalkNode* a, const WalkNode* b) { return a->frequency() < b->frequency(); });
  }

  Xapian::docid next(Xapian::docid document) override {
    for (std::size_t agree = 0; agree < rarest_first_.size();) {
      const Xapian::docid own = rarest_first_[agree]->next(document);
      if (own == 0) return 0;
      agree = own == document || agree == 0 ? agree + 1 : 0;
      document = own;
    }
    return document;
  }

  void match(const Window& window, const WindowSet& among) override {
    found_ = among;
    for (WalkNode* const part : rarest_first_) {
      part->match(window, found_);
      found_ &= part->found();
      if (found_.empty()) return;
    }
  }

  WindowSet certain() const override {
    WindowSet all = found_;
    if (!all.empty())  // else some parts were not looked at
      for (const auto& part : parts_) all &= part->certain();
    return all;
  }

  void add_scores(const WindowSet& of, ScoreKind kind, WindowScores& scores) const override {
    for (std::size_t i = 0; i < scored_; ++i) parts_[i]->add_scores(of, kind, scores);
  }

  std::optional<double> exact_score(std::size_t offset) override {
    if (!found_.has(offset)) return std::nullopt;
    double sum = 0;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      const auto own = parts_[i]->exact_score(offset);
      if (!own) return std::nullopt;
      if (i < scored_) sum += *own;
    }
    return sum;
  }

  std::uint32_t occurrences(std::size_t offset) const override {
    std::uint32_t sum = 0;
    for (const auto& part : parts_) sum += part->occurrences(offset);
    return sum;
  }

  double frequency() const override { return rarest_first_.front()->frequency(); }

 private:
  std::size_t scored_;
  std::vector<WalkNode*> rarest_first_;
};

// What finds what its first part does, and then looks at its second part.
class WithSecond : public Compound {
 public:
  using Compound::Compound;

  Xapian::docid next(Xapian::docid document) override { return parts_[0]->next(document); }

  void match(const Window& window, const WindowSet& among) override {
    parts_[0]->match(window, among);
    found_ = parts_[0]->found();
    parts_[1]->match(window, found_);
  }

  double frequency() const override { return parts_[0]->frequency(); }
};

class Without : public WithSecond {
 public:
  using WithSecond::WithSecond;

  void match(const Window& window, const WindowSet& among) override {
    WithSecond::match(window, among);
    if (!parts_[1]->is_coarse()) found_ -= parts_[1]->found();
  }

  WindowSet certain() const override {
    WindowSet left = parts_[0]->certain();
    return left -= parts_[1]->found();
  }

  void add_scores(const WindowSet& of, ScoreKind kind, WindowScores& scores) const override {
    parts_[0]->add_scores(of, kind, scores);
  }

  std::optional<double> exact_score(std::size_t offset) override {
    if (!found_.has(offset)) return std::nullopt;
    if (parts_[1]->found().has(offset) && parts_[1]->exact_score(offset)) return std::nullopt;
    return parts_[0]->exact_score(offset);
  }

  std::uint32_t occurrences(std::size_t offset) const override { return parts_[0]->occurrences(offset); }
};

class WithMore : public WithSecond {
 public:
  using WithSecond::WithSecond;

  WindowSet certain() const override { return parts_[0]->certain(); }

  void add_scores(const WindowSet& of, ScoreKind kind, WindowScores& scores) const override {
    parts_[0]->add_scores(of, kind, scores);
    WindowSet here = of;
    parts_[1]->add_scores(here &= parts_[1]->found(), kind, scores);
  }

  std::optional<double> exact_score(std::size_t offset) override {
    const auto score = parts_[0]->exact_score(offset);
    if (!score || !parts_[1]->found().has(offset)) return score;
    return *score + parts_[1]->exact_score(offset).value_or(0);
  }
};

class Checked : public WalkNode {
 public:
  Checked(std::unique_ptr<WalkNode> part, std::function<bool(Xapian::docid)> holds)
      : part_(std::move(part)), holds_(std::move(holds)) {}

  Xapian::docid next(Xapian::docid document) override { return part_->next(document); }

  void match(const Window& window, const WindowSet& among) override {
    first_ = window.first;
    part_->match(window, among);
    found_ = part_->found();
  }

  bool is_coarse() const override { return true; }
  WindowSet certain() const override { return {}; }

  void add_scores(const WindowSet& of, ScoreKind kind, WindowScores& scores) const override {
    part_->add_scores(of, kind, scores);
  }

  std::optional<double> exact_score(std::size_t offset) override {
    const auto score = part_->exact_score(offset);
    if (!score || !holds_(first_ + static_cast<Xapian::docid>(offset))) return std::nullopt;
    return score;
  }

  double frequency() const override { return part_->frequency(); }

 private:
  std::unique_ptr<WalkNode> part_;
  std::function<bool(Xapian::docid)> holds_;
  Xapian::docid first_ = 0;
};

class Known : public WalkNode {
 public:
  explicit Known(std::vector<Xapian::docid>&& documents) : documents_(std::move(documents)) {}

  Xapian::docid next(Xapian::docid document) override {
    while (place_ < documents_.size() && documents_[place_] < document) ++place_;
    return place_ == documents_.size() ? 0 : documents_[place_];
  }

  void match(const Window& window, const WindowSet&) override {
    found_.clear();
    for (next(window.first); place_ < documents_.size() && documents_[place_] < window.end; ++place_)
      found_.add(documents_[place_] - window.first);
  }

  bool is_coarse() const override { return false; }
  void add_scores(const WindowSet&, ScoreKind, WindowScores&) const override {}
  std::optional<double> exact_score(std::size_t offset) override {
    return found_.has(offset) ? std::optional(0.0) : std::nullopt;
  }
  double frequency() const override { return static_cast<double>(documents_.size()); }

 private:
  std::vector<Xapian::docid> documents_;
  std::size_t place_ = 0;
};

WalkNodes pair_of(std::unique_ptr<WalkNode> one, std::unique_ptr<WalkNode> other) {
  WalkNodes pair;
  pair.push_back(std::move(one));
  pair.push_back(std::move(other));
  return pair;
}

}  // namespace

std::uint32_t WalkNode::occurrences(std::size_t) const { return 0; }

std::unique_ptr<WalkNode> walk_as_one(WalkNodes&& parts, double weight, const WalkScoring& scoring) {
  return std::make_unique<AsOne>(std::move(parts), weight, scoring);
}
std::unique_ptr<WalkNode> walk_any(WalkNodes&& parts) { return std::make_unique<Any>(std::move(parts)); }
std::unique_ptr<WalkNode> walk_all(WalkNodes&& parts, std::size_t scored) {
  return std::make_unique<All>(std::move(parts), scored);
}
std::unique_ptr<WalkNode> walk_without(std::unique_ptr<WalkNode> part, std::unique_ptr<WalkNode> without) {
  return std::make_unique<Without>(pair_of(std::move(part), std::move(without)));
}
std::unique_ptr<WalkNode> walk_with_more(std::unique_ptr<WalkNode> part, std::unique_ptr<WalkNode> more) {
  return std::make_unique<WithMore>(pair_of(std::move(part), std::move(more)));
}
std::unique_ptr<WalkNode> walk_checked(std::unique_ptr<WalkNode> part,
                                       std::function<bool(Xapian::docid)> holds) {
  return std::make_unique<Checked>(std::move(part), std::move(holds));
}
std::unique_ptr<WalkNode> walk_known(std::vector<Xapian::docid>&& ascending) {
  return std::make_unique<Known>(std::move(ascending));
}

}  // namespace kartotek
