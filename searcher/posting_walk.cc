#include "searcher/posting_walk.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "searcher/scale_factor.h"
#include "searcher/side_by_side.h"
#include "searcher/walk_node.h"

namespace kartotek {
namespace {

using Query = Xapian::Query;

// That a query, or a part of it, cannot be walked through.
struct Unwalkable {};

// Makes the nodes of a query.
class Walkway {
 public:
  Walkway(const Xapian::Database& database, const WalkScoring& scoring)
      : database_(database), scoring_(scoring) {}

  std::unique_ptr<WalkNode> whole(const Query& query, bool is_scored) const {
    return of(query, is_scored ? 1 : 0);
  }

 private:
  std::unique_ptr<WalkNode> of(const Query& query, double factor) const {
    switch (query.empty() ? Query::LEAF_MATCH_NOTHING : query.get_type()) {
      case Query::LEAF_TERM:
        return words({*query.get_terms_begin()}, factor);
      case Query::LEAF_MATCH_ALL:
        return words({""}, 0);
      case Query::LEAF_MATCH_NOTHING:
        return walk_any({});
      case Query::OP_OR:
        return walk_any(all_parts(query, factor));
      case Query::OP_SYNONYM:
        return as_one(query, factor);
      case Query::OP_AND:
        return walk_all(all_parts(query, factor), query.get_num_subqueries());
      case Query::OP_FILTER:
        return filtered(query, factor);
      case Query::OP_AND_NOT:
        return walk_without(of(query.get_subquery(0), factor), walk_any(all_parts(query, 0, 1)));
      case Query::OP_AND_MAYBE:
        if (factor == 0) return of(query.get_subquery(0), 0);
        return walk_with_more(of(query.get_subquery(0), factor), walk_any(all_parts(query, factor, 1)));
      case Query::OP_SCALE_WEIGHT:
        return scaled(query, factor);
      default:
        return by_match(query, factor);
    }
  }

  WalkNodes all_parts(const Query& query, double factor, std::size_t first = 0) const {
    WalkNodes parts;
    for (std::size_t i = first; i < query.get_num_subqueries(); ++i)
      parts.push_back(of(query.get_subquery(i), factor));
    return parts;
  }

  std::unique_ptr<WalkNode> words(const std::vector<std::string>& terms, double factor,
                                  bool counted = false) const {
    std::vector<TermPostings> postings;
    postings.reserve(terms.size());
    for (const std::string& term : terms) {
      std::shared_ptr<PostingCursor>& shared = shared_[term];
      if (!shared) shared = std::make_shared<PostingCursor>(database_, term);
      postings.emplace_back(database_, term, shared);
    }
    return walk_words(std::move(postings), factor, counted, database_.get_lastdocid(), scoring_);
  }

  std::unique_ptr<WalkNode> scaled(const Query& query, double factor) const {
    if (factor == 0) return of(query.get_subquery(0), 0);
    const auto own = factor_of(query);
    if (!own) throw Unwalkable();
    return of(query.get_subquery(0), factor * *own);
  }

  std::unique_ptr<WalkNode> as_one(const Query& query, double factor) const {
    std::vector<std::string> terms;
    WalkNodes parts;
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
      const Query part = query.get_subquery(i);
      if (part.get_type() == Query::LEAF_TERM)
        terms.push_back(*part.get_terms_begin());
      else
        parts.push_back(factor == 0 ? of(part, 0) : counted(part));
    }
    if (parts.empty()) return words(terms, factor);
    if (!terms.empty()) parts.push_back(words(terms, 0, factor != 0));
    return walk_as_one(std::move(parts), factor, scoring_);
  }

  // Of what counts as one with others: words that have to be there together, or that something narrows.
  std::unique_ptr<WalkNode> counted(const Query& query) const {
    switch (query.get_type()) {
      case Query::LEAF_TERM:
        return words({*query.get_terms_begin()}, 0, true);
      case Query::OP_AND_NOT:
        return walk_without(counted(query.get_subquery(0)), walk_any(all_parts(query, 0, 1)));
      case Query::OP_AND: {
        WalkNodes parts;
        for (std::size_t i = 0; i < query.get_num_subqueries(); ++i)
          parts.push_back(counted(query.get_subquery(i)));
        return walk_all(std::move(parts), 0);
      }
      case Query::OP_OR: {
        WalkNodes parts;
        for (std::size_t i = 0; i < query.get_num_subqueries(); ++i)
          parts.push_back(counted(query.get_subquery(i)));
        return walk_any(std::move(parts));
      }
      case Query::OP_SCALE_WEIGHT:  // what it would weigh by itself does not count
        return counted(query.get_subquery(0));
      default:
        throw Unwalkable();
    }
  }

  std::unique_ptr<WalkNode> filtered(const Query& query, double factor) const {
    if (is_side_by_side(query) && order_asked_by(query))
      return walk_checked(of(query.get_subquery(0), factor), order_of(query, database_));
    // Alone, a range of values would have every document's looked at.
    for (std::size_t i = 1; i < query.get_num_subqueries(); ++i)
      if (query.get_subquery(i).get_type() == Query::OP_VALUE_GE) return by_match(query, factor);
    WalkNodes parts = all_parts(query, 0, 1);
    parts.insert(parts.begin(), of(query.get_subquery(0), factor));
    return walk_all(std::move(parts), 1);
  }

  // What takes more than posting lists, as long as it is not to be scored.
  std::unique_ptr<WalkNode> by_match(const Query& query, double factor) const {
    if (factor != 0) throw Unwalkable();
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(query);
    const Xapian::MSet matches = enquire.get_mset(0, database_.get_doccount());
    std::vector<Xapian::docid> documents;
    for (auto match = matches.begin(); match != matches.end(); ++match) documents.push_back(*match);
    std::sort(documents.begin(), documents.end());
    return walk_known(std::move(documents));
  }

  const Xapian::Database& database_;
  const WalkScoring& scoring_;
  mutable std::map<std::string, std::shared_ptr<PostingCursor>> shared_;  // by term
};

bool is_better(const RankedMatch& a, const RankedMatch& b) {
  return a.score != b.score ? a.score > b.score : a.id < b.id;
}

// The best of the matches that it is shown.
class Best {
 public:
  explicit Best(std::size_t wanted) : wanted_(wanted) {}

  // What a match has to score at least to be wanted.
  double least() const {
    if (heap_.size() < wanted_) return -std::numeric_limits<double>::infinity();
    return wanted_ > 0 ? heap_.front().score : std::numeric_limits<double>::infinity();
  }
  bool wants(const RankedMatch& match) const {
    return heap_.size() < wanted_ || (wanted_ > 0 && is_better(match, heap_.front()));
  }
  void add(const RankedMatch& match) {
    if (heap_.size() == wanted_) {
      std::pop_heap(heap_.begin(), heap_.end(), is_better);
      heap_.pop_back();
    }
    heap_.push_back(match);
    std::push_heap(heap_.begin(), heap_.end(), is_better);
  }
  std::vector<RankedMatch> in_order() && {
    std::sort_heap(heap_.begin(), heap_.end(), is_better);
    return std::move(heap_);
  }

 private:
  std::size_t wanted_;
  std::vector<RankedMatch> heap_;  // the worst in front
};

class Walk {
 public:
  Walk(const WalkWanted& wanted, std::size_t parts, const std::function<void()>& check)
      : wanted_(wanted), parts_(parts), check_(check), best_(wanted.best) {}

  void through(WalkNode& query, std::size_t part, Xapian::docid last) {
    part_ = part;
    is_coarse_ = query.is_coarse();
    DocumentSet matches(wanted_.every ? last : 0);
    WindowSet everything;
    for (std::size_t offset = 0; offset < window_size; ++offset) everything.add(offset);
    Xapian::docid at = query.next(1);
    while (at != 0) {
      check_();
      const bool is_last = last - at < window_size;
      window_ = {at, is_last ? last + 1 : at + static_cast<Xapian::docid>(window_size)};
      query.match(window_, everything);
      take(query, matches);
      at = is_last ? 0 : query.next(window_.end);
    }
    if (wanted_.every) matches_.push_back(std::move(matches));
  }

  WalkFound found() && {
    WalkFound found{std::move(best_).in_order(), std::move(matches_), total_, true};
    if (checked_ < candidates_) {  // of those that were not looked at as many match, as far as one knows
      const double share = static_cast<double>(held_ + 1) / static_cast<double>(checked_ + 2);
      found.total += static_cast<std::size_t>(share * static_cast<double>(candidates_ - checked_));
      found.total_is_exact = false;
    }
    return found;
  }

 private:
  void take(WalkNode& query, DocumentSet& matches) {
    const WindowSet hopeful = hopefuls(query);
    if (!is_coarse_) {
      total_ += query.found().size();
      hopeful.for_each([&](std::size_t offset) { add_if_wanted(match_at(offset)); });
      if (wanted_.every)
        query.found().for_each([&](std::size_t offset) { matches.add(document_at(offset)); });
      return;
    }
    const WindowSet certain = query.certain();
    query.found().for_each([&](std::size_t offset) {
      RankedMatch match;
      if (hopeful.has(offset)) match = match_at(offset);
      const bool wants = hopeful.has(offset) && best_.wants(match);
      if (!settle(query, offset, certain.has(offset), wants, match)) return;
      ++total_;
      if (wants) add_if_wanted(match);
      if (wanted_.every) matches.add(document_at(offset));
    });
  }

  // Those that may be among the best, if they match; scores_ says what they score then. Most of what is found
  // is known not to be by how often its words stand in it.
  WindowSet hopefuls(const WalkNode& query) {
    if (wanted_.best == 0) return {};
    const double least = best_.least();
    if (std::isinf(least)) return scored(query, query.found(), ScoreKind::exact);
    WindowSet hopeful;
    scored(query, query.found(), ScoreKind::at_most).for_each([&](std::size_t offset) {
      if (scores_[offset] >= least) hopeful.add(offset);
    });
    return scored(query, hopeful, ScoreKind::exact);
  }

  const WindowSet& scored(const WalkNode& query, const WindowSet& of, ScoreKind kind) {
    of.for_each([this](std::size_t offset) { scores_[offset] = 0; });
    query.add_scores(of, kind, scores_);
    return of;
  }

  Xapian::docid document_at(std::size_t offset) const {
    return window_.first + static_cast<Xapian::docid>(offset);
  }
  RankedMatch match_at(std::size_t offset) const {
    return {.id = static_cast<Xapian::docid>((document_at(offset) - 1) * parts_ + part_ + 1),
            .score = scores_[offset]};
  }
  void add_if_wanted(const RankedMatch& match) {
    if (best_.wants(match)) best_.add(match);
  }

  // Finds out what a document scores, if that may matter, and whether it matches.
  bool settle(WalkNode& query, std::size_t offset, bool is_certain, bool wants, RankedMatch& match) {
    if (is_certain && !wants) return true;
    if (!is_certain) {
      ++candidates_;
      if (!wants && !wanted_.every && checked_ >= always_checked) return false;
      ++checked_;
    }
    if (++looked_at_ % checks_at_a_time == 0) check_();
    const auto score = query.exact_score(offset);
    if (!score) return false;
    match.score = *score;
    if (!is_certain) ++held_;
    return true;
  }

  static constexpr std::size_t checks_at_a_time = 1024;
  // So many at least are, so that most totals are exact, and the others no mere guess.
  static constexpr std::size_t always_checked = 1000;

  WalkWanted wanted_;
  std::size_t parts_;
  const std::function<void()>& check_;
  Best best_;
  std::vector<DocumentSet> matches_;
  std::size_t part_ = 0;
  bool is_coarse_ = false;
  Window window_;
  WindowScores scores_;  // of those that are being looked at
  std::size_t total_ = 0;
  std::size_t looked_at_ = 0;   // documents that were
  std::size_t candidates_ = 0;  // that may match or not
  std::size_t checked_ = 0;     // of them
  std::size_t held_ = 0;        // of these
};

}  // namespace

std::optional<WalkFound> walk_postings(const Xapian::Query& query, const std::vector<WalkedPart>& parts,
                                       const WordWeights& weights, double average_length,
                                       const WalkWanted& wanted, const std::function<void()>& check) {
  const auto walk = std::make_unique<Walk>(wanted, parts.size(), check);
  try {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const WalkScoring scoring{weights, average_length, parts[i].columns.lengths()};
      const auto node = Walkway(parts[i].database, scoring).whole(query, wanted.best > 0);
      walk->through(*node, i, parts[i].database.get_lastdocid());
    }
  } catch (const Unwalkable&) {
    return std::nullopt;
  }
  return std::move(*walk).found();
}

}  // namespace kartotek
