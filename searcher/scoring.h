#pragma once

#include <xapian.h>

#include <string>
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
  // The collection must outlive it.
  Scoring(const Collection& collection, const Ranking& ranking)
      : collection_(collection), ranking_(ranking) {}

  const Collection& collection() const { return collection_; }

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
};

}  // namespace kartotek
