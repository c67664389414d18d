#include "searcher/collection.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/at_once.h"
#include "indexer/document.h"
#include "indexer/name_table.h"
#include "indexer/schema.h"
#include "indexer/vocabulary.h"

namespace kartotek {
namespace {

constexpr std::size_t most_documents = 4096;  // some 8 MB

// What of `wanted` is not kept, once each.
template <typename Key, typename Kept>
std::vector<Key> lacking(const std::vector<Key>& wanted, const Kept& kept) {
  std::vector<Key> missing;
  for (const Key& each : wanted)
    if (!kept.contains(each)) missing.push_back(each);
  std::sort(missing.begin(), missing.end());
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  return missing;
}

// All of a database's terms that begin with a prefix; those that are words for "".
std::vector<std::string> beginning_with(const std::string& prefix, const Xapian::Database& part) {
  if (!prefix.empty()) return {part.allterms_begin(prefix), part.allterms_end(prefix)};
  // What begins with a capital letter is no word, and is most of the terms.
  std::vector<std::string> terms;
  for (int first = 1; first < 256; ++first) {
    const std::string start(1, static_cast<char>(first));
    if (first < 'A' || first > 'Z')
      terms.insert(terms.end(), part.allterms_begin(start), part.allterms_end(start));
  }
  return terms;
}

// Several sorted lists as one, each string once.
std::vector<std::string> merged(std::vector<std::vector<std::string>>& lists) {
  std::vector<std::string> all;
  for (std::vector<std::string>& list : lists) {
    const auto known = static_cast<std::ptrdiff_t>(all.size());
    all.insert(all.end(), std::make_move_iterator(list.begin()), std::make_move_iterator(list.end()));
    std::inplace_merge(all.begin(), all.begin() + known, all.end());
  }
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace

Collection::Collection(std::vector<Xapian::Database> parts, WordOrders word_orders, bool is_local,
                       ConnectAgain connect_again)
    : parts_(std::move(parts)),
      word_orders_(std::move(word_orders)),
      is_local_(is_local),
      reader_(parts_, std::move(connect_again)) {
  for (const Xapian::Database& part : parts_) database_.add_database(part);
}

const std::string& Collection::time() const {
  if (!time_) time_ = database_.get_metadata(std::string(metadata_key::time));
  return *time_;
}

Collection::Use& Collection::use_of(const std::string& term) const {
  if (const auto known = uses_.find(term); known != uses_.end()) return known->second;
  if (!is_local_) {
    look_up({term});
    return uses_.at(term);
  }
  if (uses_.size() >= most_kept) uses_.clear();
  return uses_.emplace(term, Use{{.articles = database_.get_termfreq(term)}}).first->second;
}

Xapian::termcount Collection::occurrences_of(const std::string& term) const {
  Use& use = use_of(term);
  if (!use.is_counted) use.occurrences = database_.get_collection_freq(term);
  use.is_counted = true;
  return use.occurrences;
}

void Collection::look_up(const std::vector<std::string>& terms) const {
  if (is_local_) return;
  if (uses_.size() + terms.size() > most_kept) uses_.clear();
  const std::vector<std::string> unknown = lacking(terms, uses_);
  const std::vector<TermUse> found = uses_of(unknown, parts_);
  for (std::size_t i = 0; i < unknown.size(); ++i) uses_.insert_or_assign(unknown[i], Use{found[i], true});
}

Xapian::Document Collection::document(Xapian::docid article) const {
  if (is_local_) return database_.get_document(article);
  if (!documents_.contains(article)) fetch({article});
  return documents_.at(article);
}

void Collection::fetch(const std::vector<Xapian::docid>& articles) const {
  const std::vector<PartFailure> failures = try_to_fetch(articles);
  if (!failures.empty()) std::rethrow_exception(failures.front().error);
}

std::vector<PartFailure> Collection::try_to_fetch(const std::vector<Xapian::docid>& articles) const {
  if (is_local_) return {};
  if (documents_.size() + articles.size() > most_documents) documents_.clear();
  const std::vector<Xapian::docid> unknown = lacking(articles, documents_);
  return reader_.read(unknown, documents_, [](PartReader::Lane& lane, Xapian::docid number) {
    return lane.database.get_document(number);
  });
}

void Collection::fetch_terms(const std::vector<Xapian::docid>& articles) const {
  constexpr std::size_t most_lists = 64;
  if (is_local_) return;
  if (term_lists_.size() + articles.size() > most_lists) term_lists_.clear();
  const auto failures = reader_.read(
      lacking(articles, term_lists_), term_lists_, [](PartReader::Lane& lane, Xapian::docid number) {
        std::vector<TermCount> terms;
        const auto end = lane.database.termlist_end(number);
        for (auto term = lane.database.termlist_begin(number); term != end; ++term)
          terms.push_back({*term, term.get_wdf()});
        return terms;
      });
  if (!failures.empty()) std::rethrow_exception(failures.front().error);
}

const std::vector<Collection::TermCount>& Collection::terms_in(Xapian::docid article) const {
  if (!term_lists_.contains(article)) fetch_terms({article});
  return term_lists_.at(article);
}

const std::vector<std::string>& Collection::names_of_key(const std::string& key) const {
  if (!names_.contains(key)) look_up_names({key});
  return names_.at(key);
}

void Collection::look_up_names(const std::vector<std::string>& keys) const {
  const std::vector<std::string> unknown = lacking(keys, names_);
  if (unknown.empty()) return;
  std::vector<std::vector<std::vector<std::string>>> found(parts_.size());
  const auto read = [&](std::size_t part) {
    for (const std::string& key : unknown) found[part].push_back(kartotek::names_of_key(parts_[part], key));
  };
  if (is_local_)
    for (std::size_t part = 0; part < parts_.size(); ++part) read(part);
  else
    at_once(parts_.size(), read);
  if (names_.size() + unknown.size() > most_kept) names_.clear();
  for (std::size_t i = 0; i < unknown.size(); ++i) {
    std::vector<std::string>& names = names_[unknown[i]];
    for (const auto& part : found) names.insert(names.end(), part[i].begin(), part[i].end());
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
  }
}

const std::vector<std::string>& Collection::terms_of(const std::string& prefix) const {
  if (const auto known = terms_.find(prefix); known != terms_.end()) return known->second;
  std::vector<std::vector<std::string>> found(parts_.size());
  at_once(parts_.size(), [&](std::size_t i) { found[i] = beginning_with(prefix, parts_[i]); });
  constexpr std::size_t most_prefixes = 1000;  // names of many questions come to be asked for
  if (terms_.size() >= most_prefixes) terms_.clear();
  return terms_[prefix] = merged(found);
}

const std::vector<std::string>& Collection::vocabulary(const std::string& prefix) const {
  if (!vocabulary_) {
    std::vector<std::optional<std::vector<std::string>>> kept(parts_.size());
    at_once(parts_.size(), [&](std::size_t i) { kept[i] = vocabulary_of(parts_[i]); });
    if (std::any_of(kept.begin(), kept.end(), [](const auto& part) { return !part; }))
      return terms_of(prefix);
    std::vector<std::vector<std::string>> found;
    found.reserve(kept.size());
    for (auto& part : kept) found.push_back(*std::move(part));
    vocabulary_ = merged(found);
    const auto is_exact = [](const std::string& term) { return term.starts_with(prefix::exact); };
    const auto begin = std::find_if(vocabulary_->begin(), vocabulary_->end(), is_exact);
    const auto end = std::find_if_not(begin, vocabulary_->end(), is_exact);
    exact_forms_.emplace(std::make_move_iterator(begin), std::make_move_iterator(end));
    vocabulary_->erase(begin, end);
  }
  return prefix.empty() ? *vocabulary_ : *exact_forms_;
}

const Collection::Words& Collection::words_of(Xapian::docid article) const {
  if (!words_.contains(article)) fetch_words({article});
  return words_.at(article);
}

Xapian::doccount& Collection::looked_at_before(const std::string& query) const {
  constexpr std::size_t most_queries = 10'000;
  if (looked_at_.size() >= most_queries) looked_at_.clear();
  return looked_at_[query];
}

void Collection::fetch_words(const std::vector<Xapian::docid>& articles) const {
  constexpr std::size_t most_articles = 20'000;
  static constexpr std::size_t analyser_bytes = 8 << 20;
  if (words_.size() + articles.size() > most_articles) words_.clear();
  const std::vector<Xapian::docid> unknown = lacking(articles, words_);
  const auto failures = reader_.read(unknown, words_, [](PartReader::Lane& lane, Xapian::docid number) {
    if (!lane.analyzer) lane.analyzer = std::make_unique<Analyzer>(analyser_bytes);
    const Article stored = stored_article(lane.database.get_document(number)).article;
    return Words{stored.id, word_order(stored, *lane.analyzer, WordCodes())};
  });
  if (!failures.empty()) std::rethrow_exception(failures.front().error);
}

}  // namespace kartotek
