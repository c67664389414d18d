#include "indexer/duplicates.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "indexer/alike_search.h"
#include "indexer/committed_word_orders.h"
#include "indexer/group_all.h"
#include "indexer/group_labels.h"
#include "indexer/schema.h"
#include "indexer/shards.h"
#include "indexer/signed_articles.h"
#include "indexer/texts_alike.h"

namespace kartotek {
namespace {

// What was decided of a wording.
struct Decision {
  std::uint64_t representative = 0;  // its digest; 0 where the wording is gone
  Xapian::docid example = 0;         // an article of the representative
  std::vector<Sought::Article> articles;
};

class Grouping {
 public:
  explicit Grouping(const GroupedIndex& index)
      : index_(index),
        are_alike_([this](Xapian::docid number) { return document(number); },
                   [this](Xapian::docid number) { return word_order(number); }, index.analyzer,
                   index.memory / 4),
        most_sought_(std::max(index.memory / 2 / bytes_of_sought, least_sought)),
        most_alike_(std::max(index.memory / 4, least_sought * bytes_of_sought) / sizeof(Alike)),
        most_met_(index.memory / 16 / sizeof(SignedArticle)) {}

  // Goes from what changed to what that changes. False, with nothing done, where that is too much.
  bool update(const ArticleChanges& changes) {
    const SignedArticles articles = articles_of(changes);
    std::map<WordingKey, Sought> pending = changed_wordings(changes);
    for (bool is_first = true; !pending.empty(); is_first = false) {
      if (pending.size() + decisions_.size() > most_sought_) return false;
      for (const Sought& sought : search(articles, pending, is_first)) {
        pending.erase(sought.signature.key);
        if (turned(sought)) add_later(sought, pending);
      }
    }
    label();
    return true;
  }

 private:
  static constexpr std::size_t bytes_of_sought = 1024;  // with its bands and an article, more or less
  static constexpr std::size_t least_sought = std::size_t{1} << 12U;

  // As the database is now, without a look at values that are pending.
  SignedArticles articles_of(const ArticleChanges& changes) {
    put_ = changes.articles_put();
    std::unordered_set<Xapian::docid> since = put_;
    std::vector<SignedArticle> put;
    for (const Xapian::docid number : put_)
      if (const auto signature = signature_of_article(number)) put.push_back({number, *signature, 0, true});
    for (const ArticleChanges::Lost& lost : changes.articles_lost()) {
      since.insert(lost.number);
      lost_groups_.emplace(lost.signature.key.digest, lost.group);
    }
    return {open_shards(index_.generation), std::move(since), std::move(put), index_.memory / 4};
  }

  bool is_waiting(Xapian::docid number) const {
    return index_.waiting != nullptr && index_.waiting->contains(number);
  }

  Xapian::Document document(Xapian::docid number) const {
    return is_waiting(number) ? index_.waiting->at(number) : index_.database.get_document(number);
  }

  // Nothing for articles that were put since the last commit: those of before would be theirs.
  std::optional<WordOrder> word_order(Xapian::docid number) {
    if (put_.contains(number)) return std::nullopt;
    if (!word_orders_) word_orders_.emplace(index_.generation);
    return word_orders_->of(number);
  }

  std::optional<Signature> signature_of_article(Xapian::docid number) const {
    try {
      return signature_from_bytes(document(number).get_value(slot::signature));
    } catch (const Xapian::DocNotFoundError&) {  // put, and removed again
      return std::nullopt;
    }
  }

  std::map<WordingKey, Sought> changed_wordings(const ArticleChanges& changes) const {
    std::map<WordingKey, Sought> changed;
    const auto add = [&changed](const Signature& signature) -> Sought& {
      return changed
          .try_emplace(signature.key,
                       Sought{.signature = signature, .was_there = false, .articles = {}, .alike = {}})
          .first->second;
    };
    for (const ArticleChanges::Lost& lost : changes.articles_lost())
      if (lost.signature.key.digest != 0) add(lost.signature).was_there = true;
    for (const Xapian::docid number : changes.articles_put())
      if (const auto signature = signature_of_article(number)) add(*signature);
    return changed;
  }

  // Of the first of what is pending, to which it adds what else is to be looked at.
  std::vector<Sought> search(const SignedArticles& articles, std::map<WordingKey, Sought>& pending,
                             bool is_first) {
    std::vector<Sought> sought;
    sought.reserve(pending.size());
    for (const auto& [key, wording] : pending) sought.push_back(wording);
    return found_of(std::move(sought), articles, is_first ? &pending : nullptr);
  }

  std::vector<Sought> found_of(std::vector<Sought> sought, const SignedArticles& articles,
                               std::map<WordingKey, Sought>* pending = nullptr) const {
    AlikeSearch search(std::move(sought), most_alike_);
    const auto met =
        articles.those([&search](const Signature& signature) { return search.meets(signature); }, most_met_);
    const auto visit = [&met, &articles](const SignedArticles::Visit& to) {
      if (!met) return articles.visit(to);
      for (const SignedArticle& article : *met) to(article);
    };
    visit([&search](const SignedArticle& article) { search.count(article); });
    const bool has_turned = pending != nullptr && search.has_turned();
    visit([&](const SignedArticle& article) {
      search.collect(article);
      if (has_turned && search.has_turned(article.signature)) add(article.signature, *pending);
    });
    return search.take_found();
  }

  static void add(const Signature& signature, std::map<WordingKey, Sought>& pending) {
    pending.try_emplace(signature.key,
                        Sought{.signature = signature, .was_there = true, .articles = {}, .alike = {}});
  }

  // Whether the wording came to represent a group, or ceased to.
  bool turned(const Sought& sought) {
    const bool was = represented(sought);
    decide(sought);
    return was != (decisions_.at(sought.signature.key.digest).representative == sought.signature.key.digest);
  }

  bool represented(const Sought& sought) const {
    const std::uint64_t digest = sought.signature.key.digest;
    if (const auto decided = decisions_.find(digest); decided != decisions_.end())
      return decided->second.representative == digest;
    for (const Sought::Article& article : sought.articles)
      if (!article.is_new) return represents(digest, article.group);
    const auto lost = lost_groups_.find(digest);
    return lost != lost_groups_.end() && represents(digest, lost->second);
  }

  static bool represents(std::uint64_t digest, std::uint64_t group) { return group == 0 || group == digest; }

  bool represents_now(const Alike& alike) const {
    const auto decided = decisions_.find(alike.key.digest);
    if (decided == decisions_.end()) return represents(alike.key.digest, alike.group);
    return decided->second.representative == alike.key.digest;
  }

  void decide(const Sought& sought) {
    Decision& decision = decisions_[sought.signature.key.digest];
    decision = {.representative = 0, .example = 0, .articles = sought.articles};
    if (sought.articles.empty()) return;
    const Xapian::docid article = sought.articles.front().number;
    decision.representative = sought.signature.key.digest;
    decision.example = article;
    for (const Alike* const alike : likeliest(sought)) {
      if (!are_alike_({article, sought.signature.key.digest}, {alike->number, alike->key.digest})) continue;
      decision.representative = alike->key.digest;
      decision.example = alike->number;
      return;
    }
  }

  std::vector<const Alike*> likeliest(const Sought& sought) const {
    std::vector<const Alike*> earlier;
    for (const Alike& alike : sought.alike)
      if (alike.key < sought.signature.key && represents_now(alike)) earlier.push_back(&alike);
    std::sort(earlier.begin(), earlier.end(), [](const Alike* a, const Alike* b) {
      return a->likeness != b->likeness ? a->likeness > b->likeness : a->key < b->key;
    });
    earlier.resize(std::min(earlier.size(), most_compared));
    return earlier;
  }

  // What may join the wording, or can no longer.
  void add_later(const Sought& sought, std::map<WordingKey, Sought>& pending) const {
    for (const Alike& alike : sought.alike)
      if (alike.key > sought.signature.key && !pending.contains(alike.key))
        if (const auto signature = signature_of_article(alike.number)) add(*signature, pending);
  }

  void label(Xapian::docid article, std::uint64_t group) {
    if (is_waiting(article)) {
      const std::uint64_t before = label_document(index_.waiting->at(article), group);
      waiting_in_groups_[before].erase(article);
      waiting_in_groups_[group].insert(article);
      return;
    }
    if (label_group(index_.database, article, group) && index_.changed) index_.changed(article);
  }

  // In the order of documents: neighbours lie in the same blocks.
  void put_labels() {
    for (const auto& [article, group] : labels_) label(article, group);
    labels_.clear();
  }

  void label() {
    std::map<std::uint64_t, Xapian::docid> touched;  // groups, with an article of the representative if known
    for (const auto& [digest, group] : lost_groups_) touched.emplace(group, 0);
    for (const auto& [digest, decision] : decisions_) {
      const bool is_group = decision.representative != digest || decision.articles.size() > 1;
      if (is_group && decision.representative != 0) touched[decision.representative] = decision.example;
      for (const Sought::Article& article : decision.articles) {
        touched.emplace(article.group, 0);
        if (decision.representative != digest)
          labels_[article.number] = decision.representative;
        else if (article.group != digest && article.group != 0)
          labels_[article.number] = 0;
      }
    }
    put_labels();
    touched.erase(0);
    for (const auto& [group, example] : touched) label_representative(group, example);
    put_labels();
  }

  // By now the others in the group are labelled.
  void label_representative(std::uint64_t group, Xapian::docid example) {
    const auto decided = decisions_.find(group);
    if (decided != decisions_.end() && decided->second.representative != group) return;
    std::set<Xapian::docid> own;
    if (decided != decisions_.end())
      for (const Sought::Article& article : decided->second.articles) own.insert(article.number);
    if (example != 0) own.insert(example);
    std::set<Xapian::docid> all = own;
    for (const Xapian::docid article : articles_of_group(index_.database, group))
      if (!is_waiting(article)) all.insert(article);
    for (const Xapian::docid article : waiting_in_groups_[group]) all.insert(article);
    if (all.size() > 1) {
      for (const Xapian::docid article : own) labels_[article] = group;
    } else {
      for (const Xapian::docid article : all) labels_[article] = 0;
    }
  }

  const GroupedIndex& index_;
  std::unordered_set<Xapian::docid> put_;
  std::optional<CommittedWordOrders> word_orders_;  // once one was asked for
  TextsAlike are_alike_;
  std::size_t most_sought_;
  std::size_t most_alike_;
  std::size_t most_met_;
  std::unordered_map<std::uint64_t, std::uint64_t> lost_groups_;  // of wordings that lost an article
  std::unordered_map<std::uint64_t, Decision> decisions_;         // by digest
  std::unordered_map<std::uint64_t, std::set<Xapian::docid>> waiting_in_groups_;  // GroupedIndex::waiting
  std::map<Xapian::docid, std::uint64_t> labels_;                                 // groups that are to be put
};

}  // namespace

void ArticleChanges::put(Xapian::docid number) {
  if (everything_) return;
  put_.insert(number);
  if (put_.size() > most_) set_everything();
}

void ArticleChanges::lose(Xapian::docid number, const Xapian::Document& as_it_was) {
  if (everything_ || put_.contains(number)) return;  // what this run put has no group yet
  const auto signature = signature_from_bytes(as_it_was.get_value(slot::signature));
  lost_.push_back({number, signature.value_or(Signature{}), group_from(as_it_was.get_value(slot::group))});
  if (lost_.size() > most_) set_everything();
}

void ArticleChanges::set_everything() {
  clear();
  everything_ = true;
}

void ArticleChanges::clear() {
  everything_ = false;
  put_ = {};
  lost_ = {};
}

void update_groups(const GroupedIndex& index, const ArticleChanges& changes) {
  if (changes.none()) return;
  if (!changes.everything() && Grouping(index).update(changes)) return;
  group_all(index);
}

}  // namespace kartotek
