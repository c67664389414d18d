#pragma once

#include <xapian.h>

#include <functional>
#include <memory>
#include <vector>

#include "searcher/collection.h"

namespace kartotek {

// Where some part of a collection is not of this machine, the order of words cannot be checked while Xapian
// matches: articles are looked at before, by what the index keeps of their order or by what is stored of
// them, and those whose words stand as wanted are named by their ids. Not thread-safe.
class NamedArticles {
 public:
  // The orders that `query` asks for. The collection must outlive it.
  NamedArticles(Xapian::Query query, const Collection& collection);
  ~NamedArticles();

  // Looks at articles, each once. `check` is called now and then, and may end the work by an exception.
  void look_at(const std::vector<Xapian::docid>& articles, const std::function<void()>& check);

  // The query, as if of all others than those looked at none had any words in order.
  Xapian::Query query() const;
  // How many were looked at, and how many of them have some words in order.
  std::size_t looked_at() const;
  std::size_t named() const { return named_; }

 private:
  class Order;
  const Order* order_of(const Xapian::Query& part) const;

  Xapian::Query query_;
  const Collection& collection_;
  std::vector<std::unique_ptr<Order>> orders_;
  std::vector<Xapian::docid> looked_at_;  // ascending
  std::size_t named_ = 0;
};

// Whether a query is one that names articles, or none. (One of a single id, and match_nothing(), are the same
// wherever they come from.)
bool names_articles(const Xapian::Query& query);

}  // namespace kartotek
