#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "searcher/part_reader.h"
#include "searcher/term_uses.h"
#include "searcher/word_orders.h"

namespace kartotek {

// The databases that a question is asked of, taken as one, and what is known of them. What databases
// elsewhere have told is kept, since each answer takes its time: for as long as the databases stay at their
// revision. Not thread-safe.
class Collection {
 public:
  Collection() = default;
  // Of this machine.
  explicit Collection(Xapian::Database database, WordOrders word_orders = {})
      : Collection({std::move(database)}, std::move(word_orders), true) {}
  // `word_orders`: of the parts; `is_local`: whether all of these are of this machine; if not,
  // `connect_again` connects once more to one that is not.
  Collection(std::vector<Xapian::Database> parts, WordOrders word_orders, bool is_local,
             ConnectAgain connect_again = {});

  bool is_local() const { return is_local_; }
  const Xapian::Database& database() const { return database_; }
  const std::vector<Xapian::Database>& parts() const { return parts_; }
  const WordOrders& word_orders() const { return word_orders_; }
  // As metadata_key::time of the (first) index has it.
  const std::string& time() const;

  // How many articles have the term, and how often it stands in all of them.
  Xapian::doccount articles_with(const std::string& term) const { return use_of(term).articles; }
  Xapian::termcount occurrences_of(const std::string& term) const;
  bool has(const std::string& term) const { return articles_with(term) > 0; }
  // Of parts elsewhere, asks at once for what will be wanted of these terms.
  void look_up(const std::vector<std::string>& terms) const;

  // The document of an article.
  Xapian::Document document(Xapian::docid article) const;
  // Of parts elsewhere, fetches documents that will be wanted, from all of them at the same time. What is
  // wanted of more than documents_at_a_time should be fetched so many at a time.
  void fetch(const std::vector<Xapian::docid>& articles) const;
  static constexpr std::size_t documents_at_a_time = 256;
  // The same, but a part that fails is told of, by its place in parts(); what the others have is there then.
  std::vector<PartFailure> try_to_fetch(const std::vector<Xapian::docid>& articles) const;

  // Visits the terms of an article, in order, with how often each stands there.
  template <typename Visit>
  void for_each_term(Xapian::docid article, Visit visit) const {
    if (!is_local_) {
      for (const TermCount& each : terms_in(article)) visit(each.term, each.count);
      return;
    }
    const auto end = database_.termlist_end(article);
    for (auto term = database_.termlist_begin(article); term != end; ++term) visit(*term, term.get_wdf());
  }
  // As fetch(), the terms of a few articles.
  void fetch_terms(const std::vector<Xapian::docid>& articles) const;

  // Of parts elsewhere, all terms that begin with the prefix of a kind of terms, or with the letters of a
  // word; those that are words for "". Until the next call.
  const std::vector<std::string>& terms_of(const std::string& prefix) const;
  // As terms_of() the words, or with prefix::exact the exact forms; beside them may be some that no article
  // has any more. Comes much quicker.
  const std::vector<std::string>& vocabulary(const std::string& prefix) const;

  // Of an article: its id and, by what is stored of it, the order of its words, written in no codes.
  struct Words {
    std::string id;
    std::string order;
  };
  // Until the next call.
  const Words& words_of(Xapian::docid article) const;
  // As fetch(), the words of articles that will be wanted. They are kept of 20,000, some 15 MB.
  void fetch_words(const std::vector<Xapian::docid>& articles) const;
  static constexpr std::size_t words_at_a_time = 1024;

  // For how many articles the order of words had to be looked at when a query was last asked; 0 where it
  // never was. To be set; until the next call.
  Xapian::doccount& looked_at_before(const std::string& query) const;

  // How often articles write a term with a capital, and how often without, as find() says. It is asked once.
  template <typename Find>
  std::pair<unsigned, unsigned> use_as_name(const std::string& term, Find find) const {
    if (const auto known = uses_as_names_.find(term); known != uses_as_names_.end()) return known->second;
    const std::pair<unsigned, unsigned> found = find();
    if (uses_as_names_.size() >= most_kept) uses_as_names_.clear();
    return uses_as_names_.emplace(term, found).first->second;
  }
  // As names_of_key() of name_table.h, of all parts.
  const std::vector<std::string>& names_of_key(const std::string& key) const;
  // As look_up(), the names of keys.
  void look_up_names(const std::vector<std::string>& keys) const;

 private:
  struct Use : TermUse {
    bool is_counted = false;  // the occurrences are
  };
  struct TermCount {
    std::string term;
    Xapian::termcount count;
  };
  static constexpr std::size_t most_kept = 100'000;

  Use& use_of(const std::string& term) const;
  const std::vector<TermCount>& terms_in(Xapian::docid article) const;

  std::vector<Xapian::Database> parts_;
  Xapian::Database database_;  // all of them
  WordOrders word_orders_;
  bool is_local_ = true;
  mutable std::optional<std::string> time_;
  mutable std::unordered_map<std::string, Use> uses_;
  mutable std::unordered_map<std::string, std::vector<std::string>> names_;
  mutable std::unordered_map<std::string, std::vector<std::string>> terms_;
  mutable std::optional<std::vector<std::string>> vocabulary_, exact_forms_;
  mutable std::unordered_map<std::string, std::pair<unsigned, unsigned>> uses_as_names_;
  mutable std::unordered_map<std::string, Xapian::doccount> looked_at_;
  mutable PartReader reader_;
  mutable std::unordered_map<Xapian::docid, Words> words_;
  mutable std::unordered_map<Xapian::docid, Xapian::Document> documents_;
  mutable std::unordered_map<Xapian::docid, std::vector<TermCount>> term_lists_;
};

}  // namespace kartotek
