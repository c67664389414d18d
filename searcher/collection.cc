#include "searcher/collection.h"

#include <algorithm>

#include "indexer/document.h"
#include "indexer/name_table.h"

namespace kartotek {
namespace {

constexpr std::size_t most_kept = 100'000;

}  // namespace

Collection::Collection(std::vector<Xapian::Database> parts, WordOrders word_orders, bool is_local)
    : parts_(std::move(parts)), word_orders_(std::move(word_orders)), is_local_(is_local) {
  for (const Xapian::Database& part : parts_) database_.add_database(part);
}

Collection::Use& Collection::use_of(const std::string& term) const {
  if (const auto known = uses_.find(term); known != uses_.end()) return known->second;
  if (uses_.size() >= most_kept) uses_.clear();
  return uses_.emplace(term, Use{.articles = database_.get_termfreq(term)}).first->second;
}

Xapian::termcount Collection::occurrences_of(const std::string& term) const {
  Use& use = use_of(term);
  if (!use.is_counted) use.occurrences = database_.get_collection_freq(term);
  use.is_counted = true;
  return use.occurrences;
}

const std::vector<std::string>& Collection::names_of_key(const std::string& key) const {
  if (const auto known = names_.find(key); known != names_.end()) return known->second;
  if (names_.size() >= most_kept) names_.clear();
  std::vector<std::string>& names = names_[key];
  for (const Xapian::Database& part : parts_) {
    const std::vector<std::string> more = kartotek::names_of_key(part, key);
    names.insert(names.end(), more.begin(), more.end());
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void Collection::look_up(const std::vector<std::string>& terms) const {
  std::vector<Xapian::Query> unknown;
  for (const std::string& term : terms)
    if (!uses_.contains(term)) unknown.emplace_back(term);
  if (is_local_ || unknown.empty()) return;
  Xapian::Enquire enquire(database_);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query({Xapian::Query::OP_OR, unknown.begin(), unknown.end()});
  const Xapian::MSet found = enquire.get_mset(0, 0);
  for (const Xapian::Query& each : unknown) {
    const std::string term = *each.get_terms_begin();
    uses_.try_emplace(term, Use{.articles = found.get_termfreq(term)});
  }
}

const std::vector<std::string>& Collection::terms_of(const std::string& prefix) const {
  const auto [known, is_new] = terms_.try_emplace(prefix);
  std::vector<std::string>& terms = known->second;
  if (!is_new) return terms;
  const auto add = [&](const std::string& start) {
    terms.insert(terms.end(), database_.allterms_begin(start), database_.allterms_end(start));
  };
  if (!prefix.empty()) {
    add(prefix);
    return terms;
  }
  // What begins with a capital letter is no word, and is most of the terms.
  for (int first = 1; first < 256; ++first)
    if (first < 'A' || first > 'Z') add(std::string(1, static_cast<char>(first)));
  return terms;
}

const Collection::Words& Collection::words_of(Xapian::docid article) const {
  constexpr std::size_t most_articles = 20'000;  // some 15 MB
  if (const auto known = words_.find(article); known != words_.end()) return known->second;
  if (words_.size() >= most_articles) words_.clear();
  const Article stored = stored_article(database_.get_document(article)).article;
  return words_.emplace(article, Words{stored.id, word_orders_.analysed(stored, WordCodes())}).first->second;
}

}  // namespace kartotek
