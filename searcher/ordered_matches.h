#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <vector>

#include "searcher/collection.h"
#include "searcher/named_articles.h"
#include "searcher/ranked_match.h"

namespace kartotek {

// The matches of a query that asks for the order of words, of a collection some parts of which are not of
// this machine. The order is looked at in no more articles than it takes, in the order of their scores
// without it (or of their dates, where matches are sorted by these): until all that come further down are
// known to come after those that are wanted. Not thread-safe.
class OrderedMatches {
 public:
  // `enquire` is set to score and to sort; its query is set here, to what is known of it after each call.
  // `newest_first`: how it sorts by dates, if it does. `check` is called now and then, and may end the work
  // by an exception. All but the query have to outlive it.
  OrderedMatches(const Xapian::Query& query, Xapian::Enquire& enquire, bool newest_first,
                 const Collection& collection, std::function<void()> check);

  // The first `count` matches in their order; fewer where there are no more.
  std::vector<RankedMatch> first(Xapian::doccount count);

  // How many matches there are, after first().
  struct Total {
    std::size_t matches = 0;
    bool is_exact = false;
  };
  Total total() const;

  // The query, exact of all articles that `among` matches; of all that there are. (The latter may name very
  // many, which is slow to be matched: so it is not used for what comes first.)
  Xapian::Query exact_among(const Xapian::Query& among);
  Xapian::Query exact() const;

 private:
  void look_at_all(const Xapian::Query& candidates, NamedArticles& articles) const;
  void look_at_first(Xapian::doccount count);
  Xapian::doccount count(const Xapian::Query& query) const;
  bool is_before_others(const Xapian::MSetIterator& match) const;
  Xapian::doccount more_than_looked_at(std::size_t certain, Xapian::doccount wanted) const;

  Xapian::Query query_;
  Xapian::Query doubtful_;
  bool always_has_order_;
  Xapian::Enquire& enquire_;
  bool newest_first_;
  const Collection& collection_;
  std::function<void()> check_;
  NamedArticles articles_;

  // Of the doubtful articles so many were looked at, in their order, and there are so many.
  Xapian::doccount candidates_looked_at_ = 0;
  Xapian::doccount candidates_ = 0;
  bool has_all_ = false;
  Xapian::MSet candidates_found_;  // those looked at
  Xapian::MSet found_;
};

}  // namespace kartotek
