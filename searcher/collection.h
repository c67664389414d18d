#pragma once

#include <xapian.h>

#include <string>
#include <unordered_map>

#include "searcher/word_orders.h"

namespace kartotek {

// The databases that a question is asked of, taken as one, and what is known of their terms. Frequencies are
// kept once they were asked for: those of a database elsewhere take a message each. For as long as the
// databases stay at their revision. Not thread-safe.
class Collection {
 public:
  Collection() = default;
  // `word_orders`: of the parts of `database`.
  explicit Collection(Xapian::Database database, WordOrders word_orders = {})
      : database_(std::move(database)), word_orders_(std::move(word_orders)) {}

  const Xapian::Database& database() const { return database_; }
  const WordOrders& word_orders() const { return word_orders_; }

  // How many articles have the term, and how often it stands in all of them.
  Xapian::doccount articles_with(const std::string& term) const { return use_of(term).articles; }
  Xapian::termcount occurrences_of(const std::string& term) const;
  bool has(const std::string& term) const { return articles_with(term) > 0; }

 private:
  struct Use {
    Xapian::doccount articles = 0;
    Xapian::termcount occurrences = 0;
    bool is_counted = false;  // the occurrences are
  };
  Use& use_of(const std::string& term) const;

  Xapian::Database database_;
  WordOrders word_orders_;
  mutable std::unordered_map<std::string, Use> uses_;
};

}  // namespace kartotek
