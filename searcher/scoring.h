#pragma once

#include <xapian.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "searcher/collection.h"
#include "searcher/ranking.h"

namespace kartotek {

// Makes queries that score by what their words weigh in the whole collection. The weights are found here and
// given to Xapian as factors: what it would find by itself, for words that count as one, depends on how each
// part of the collection happens to be made up. Ranking::weighting() then does the rest or, where some part
// is not of this machine, Ranking::stock_weighting(), of whose own idf the factors are rid.
class Scoring {
 public:
  using Deadline = std::optional<std::chrono::steady_clock::time_point>;

  // The collection must outlive it. `narrowed_by`: all that is asked about; what it leaves out need not be
  // looked at, and nothing after `deadline`.
  Scoring(const Collection& collection, const Ranking& ranking, Xapian::Query narrowed_by = {},
          Deadline deadline = {})
      : collection_(collection),
        ranking_(ranking),
        narrowed_by_(std::move(narrowed_by)),
        deadline_(deadline) {}

  const Collection& collection() const { return collection_; }
  const Xapian::Query& narrowed_by() const { return narrowed_by_; }
  Deadline deadline() const { return deadline_; }

  Xapian::Query term(const std::string& term) const { return as_one({Xapian::Query(term)}); }
  // Words that count as one. Each of `words` is a term, one that something narrows, or several that have to
  // be there together; what they would weigh by themselves does not count.
  Xapian::Query as_one(const std::vector<Xapian::Query>& words) const;

  // What `words` weigh as one.
  double weight(const std::vector<Xapian::Query>& words) const;

 private:
  Xapian::Query stock(const std::vector<Xapian::Query>& words) const;

  const Collection& collection_;
  Ranking ranking_;
  Xapian::Query narrowed_by_;
  Deadline deadline_;
};

}  // namespace kartotek
