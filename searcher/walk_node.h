#pragma once

#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "searcher/document_set.h"
#include "searcher/posting_cursor.h"
#include "searcher/word_weight.h"

namespace kartotek {

// How the words of a database's documents score.
struct WalkScoring {
  WordWeights weights;
  double average_length = 1;               // of all databases that are searched together
  const std::uint32_t* lengths = nullptr;  // by document

  // As WordWeight has Xapian do.
  double score(double weight, std::uint32_t occurrences, std::size_t document) const;
};

// The most that a word may score by how often it stands in a document, whatever the length of that.
class MostScores {
 public:
  MostScores(const WalkScoring& scoring, double weight);
  double of(std::uint32_t occurrences) const {
    return most_[std::min<std::size_t>(occurrences, most_.size() - 1)];
  }

 private:
  std::array<double, 32> most_{};
};

// What documents score, or a number that is no less and found more quickly.
enum class ScoreKind { exact, at_most };
using WindowScores = std::array<double, window_size>;

// A part of a query, by which the documents of one database are walked through from window to window. Not
// thread-safe.
class WalkNode {
 public:
  virtual ~WalkNode() = default;

  // The first document from `document` on that may match; 0 where there is none. To be asked of documents
  // in ascending order, as match() is of windows.
  virtual Xapian::docid next(Xapian::docid document) = 0;

  // Finds those documents of the window that may match; of others than those `among`, it need not say.
  virtual void match(const Window& window, const WindowSet& among) = 0;
  const WindowSet& found() const { return found_; }

  // Whether some of what match() finds may not match after all, and score less: exact_score() says so.
  virtual bool is_coarse() const = 0;
  // Those found that match for certain, whatever they score.
  virtual WindowSet certain() const { return found_; }

  // Adds what the documents `of` the window that was matched score here, if they match as match() says.
  virtual void add_scores(const WindowSet& of, ScoreKind kind, WindowScores& scores) const = 0;
  // What one of them scores really; nothing where it does not match.
  virtual std::optional<double> exact_score(std::size_t offset) = 0;

  // How often its words stand in one that was found; of words that are counted, and what is made of them.
  virtual std::uint32_t occurrences(std::size_t offset) const;

  // About how many documents it finds in all.
  virtual double frequency() const = 0;

 protected:
  WindowSet found_;
};

using WalkNodes = std::vector<std::unique_ptr<WalkNode>>;

// Documents with any of some words, which count as one and weigh `weight` together: with 0 they are not
// scored, and counted only where occurrences() will be asked for. `last`: document of the database.
std::unique_ptr<WalkNode> walk_words(std::vector<TermPostings>&& terms, double weight, bool counted,
                                     Xapian::docid last, const WalkScoring& scoring);
// The same of parts that are counted and not scored.
std::unique_ptr<WalkNode> walk_as_one(WalkNodes&& parts, double weight, const WalkScoring& scoring);
std::unique_ptr<WalkNode> walk_any(WalkNodes&& parts);
// All of them; only the first `scored` of them score.
std::unique_ptr<WalkNode> walk_all(WalkNodes&& parts, std::size_t scored);
// `part`, where it has none of `without`.
std::unique_ptr<WalkNode> walk_without(std::unique_ptr<WalkNode> part, std::unique_ptr<WalkNode> without);
// `part`, and what it scores also by `more`.
std::unique_ptr<WalkNode> walk_with_more(std::unique_ptr<WalkNode> part, std::unique_ptr<WalkNode> more);
// `part`, where a document `holds` what posting lists do not tell; asked of as few as may be.
std::unique_ptr<WalkNode> walk_checked(std::unique_ptr<WalkNode> part,
                                       std::function<bool(Xapian::docid)> holds);
// A set that was found otherwise.
std::unique_ptr<WalkNode> walk_known(std::vector<Xapian::docid>&& ascending);

}  // namespace kartotek
