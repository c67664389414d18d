#pragma once

#include <xapian.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "searcher/word_orders.h"

namespace kartotek {

// The databases that a question is asked of, taken as one, and what is known of their terms. Frequencies are
// kept once they were asked for: those of a database elsewhere take a message each. For as long as the
// databases stay at their revision. Not thread-safe.
class Collection {
 public:
  Collection() = default;
  // Of this machine.
  explicit Collection(Xapian::Database database, WordOrders word_orders = {})
      : Collection({std::move(database)}, std::move(word_orders), true) {}
  // `word_orders`: of the parts; `is_local`: whether all of these are of this machine.
  Collection(std::vector<Xapian::Database> parts, WordOrders word_orders, bool is_local);

  bool is_local() const { return is_local_; }
  const Xapian::Database& database() const { return database_; }
  const std::vector<Xapian::Database>& parts() const { return parts_; }
  const WordOrders& word_orders() const { return word_orders_; }

  // How many articles have the term, and how often it stands in all of them.
  Xapian::doccount articles_with(const std::string& term) const { return use_of(term).articles; }
  Xapian::termcount occurrences_of(const std::string& term) const;
  bool has(const std::string& term) const { return articles_with(term) > 0; }

  // Looks up many terms with one message.
  void look_up(const std::vector<std::string>& terms) const;

  // All terms that begin with the prefix of a kind of terms; those that are words for "".
  const std::vector<std::string>& terms_of(const std::string& prefix) const;

  // Of an article: its id and, by what is stored of it, the order of its words, written in no codes.
  struct Words {
    std::string id;
    std::string order;
  };
  // Until the next call.
  const Words& words_of(Xapian::docid article) const;

  // As names_of_key() of name_table.h, of all parts.
  const std::vector<std::string>& names_of_key(const std::string& key) const;

 private:
  struct Use {
    Xapian::doccount articles = 0;
    Xapian::termcount occurrences = 0;
    bool is_counted = false;  // the occurrences are
  };
  Use& use_of(const std::string& term) const;

  std::vector<Xapian::Database> parts_;
  Xapian::Database database_;  // all of them
  WordOrders word_orders_;
  bool is_local_ = true;
  mutable std::unordered_map<std::string, Use> uses_;
  mutable std::unordered_map<std::string, std::vector<std::string>> names_;
  mutable std::unordered_map<std::string, std::vector<std::string>> terms_;
  mutable std::unordered_map<Xapian::docid, Words> words_;
};

}  // namespace kartotek
