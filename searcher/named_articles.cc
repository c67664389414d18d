#include "searcher/named_articles.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "indexer/document.h"
#include "indexer/schema.h"
#include "searcher/every_document.h"
#include "searcher/order_apart.h"
#include "searcher/side_by_side.h"

namespace kartotek {

// An order of words, and the articles that were found to have it.
class NamedArticles::Order {
 public:
  Order(const WordsInOrder& asked, const Collection& collection)
      : asked_(asked), collection_(collection), by_text_(asked.places, asked.window, no_codes()) {
    for (const Xapian::Database& part : collection.parts()) {
      const WordOrderFile* const file = collection.word_orders().file_of(part);
      files_.push_back(file);
      by_file_.push_back(
          file ? std::optional<OrderCheck>(std::in_place, asked.places, asked.window, file->codes())
               : std::nullopt);
    }
  }

  const WordsInOrder& asked() const { return asked_; }
  // Whether the article's words are to be fetched.
  bool wants_words_of(Xapian::docid article) const { return !files_[(article - 1) % files_.size()]; }

  // Whether it has the order, and then names it.
  bool look_at(Xapian::docid article) {
    const std::optional<std::string> id = id_of(article);
    if (id) names_.emplace(article, make_term(prefix::id, *id));
    return id.has_value();
  }

  // Among many terms Xapian looks for the next article by going through them all: so they are in groups, of
  // neighbours, that it has to go into one by one. (What every article has keeps the groups from being
  // merged.)
  Xapian::Query names() const {
    constexpr std::size_t group_size = 64;
    const Xapian::Query every{std::string(prefix::every)};
    if (names_.empty()) return match_nothing();
    if (names_.size() <= group_size) return any_of(names_.begin(), names_.end());
    std::vector<Xapian::Query> groups;
    for (auto begin = names_.begin(); begin != names_.end();) {
      auto end = begin;
      for (std::size_t i = 0; i < group_size && end != names_.end(); ++i) ++end;
      groups.emplace_back(Xapian::Query::OP_FILTER, any_of(begin, end), every);
      begin = end;
    }
    return {Xapian::Query::OP_OR, groups.begin(), groups.end()};
  }

 private:
  static const WordCodes& no_codes() {
    static const WordCodes none;
    return none;
  }

  using Names = std::map<Xapian::docid, std::string>;

  static Xapian::Query any_of(Names::const_iterator begin, Names::const_iterator end) {
    std::vector<Xapian::Query> terms;
    for (; begin != end; ++begin) terms.emplace_back(begin->second);
    return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
  }

  std::optional<std::string> id_of(Xapian::docid article) {
    const std::size_t part = (article - 1) % files_.size();
    if (files_[part]) {
      const auto document = static_cast<Xapian::docid>((article - 1) / files_.size() + 1);
      if (const auto order = files_[part]->of(document)) {
        if (!by_file_[part]->holds(*order)) return std::nullopt;
        return stored_article(collection_.document(article)).article.id;
      }
    }
    const Collection::Words& words = collection_.words_of(article);
    if (!by_text_.holds(parts_of(words.order))) return std::nullopt;
    return words.id;
  }

  const WordsInOrder& asked_;
  const Collection& collection_;
  OrderCheck by_text_;
  std::vector<const WordOrderFile*> files_;  // of the parts
  std::vector<std::optional<OrderCheck>> by_file_;
  Names names_;  // terms
};

NamedArticles::NamedArticles(Xapian::Query query, const Collection& collection)
    : query_(std::move(query)), collection_(collection) {
  for (const Xapian::Query& part : parts_that_ask_for_order(query_))
    if (!order_of(part)) orders_.push_back(std::make_unique<Order>(*order_asked_by(part), collection));
}
NamedArticles::~NamedArticles() = default;

void NamedArticles::look_at(const std::vector<Xapian::docid>& articles, const std::function<void()>& check) {
  std::vector<Xapian::docid> sorted = articles;
  std::sort(sorted.begin(), sorted.end());
  std::vector<Xapian::docid> others;
  std::set_difference(sorted.begin(), sorted.end(), looked_at_.begin(), looked_at_.end(),
                      std::back_inserter(others));
  for (std::size_t begin = 0; begin < others.size(); begin += Collection::words_at_a_time) {
    check();
    const std::size_t end = std::min(begin + Collection::words_at_a_time, others.size());
    std::vector<Xapian::docid> stored;
    for (std::size_t i = begin; i < end; ++i)
      if (orders_.front()->wants_words_of(others[i])) stored.push_back(others[i]);
    collection_.fetch_words(stored);
    for (std::size_t i = begin; i < end; ++i) {
      bool has_any = false;
      for (const auto& order : orders_) has_any |= order->look_at(others[i]);
      named_ += has_any ? 1 : 0;
    }
  }
  const auto known = static_cast<std::ptrdiff_t>(looked_at_.size());
  looked_at_.insert(looked_at_.end(), others.begin(), others.end());
  std::inplace_merge(looked_at_.begin(), looked_at_.begin() + known, looked_at_.end());
}

std::size_t NamedArticles::looked_at() const { return looked_at_.size(); }

Xapian::Query NamedArticles::query() const {
  const std::function<Xapian::Query(const Xapian::Query&)> named = [&](const Xapian::Query& part) {
    const Xapian::Query words = with_order_replaced(part.get_subquery(0), named);
    return Xapian::Query(Xapian::Query::OP_FILTER, words, order_of(part)->names());
  };
  return with_order_replaced(query_, named);
}

// nullptr where it is not known yet.
const NamedArticles::Order* NamedArticles::order_of(const Xapian::Query& part) const {
  const WordsInOrder* const asked = order_asked_by(part);
  for (const auto& order : orders_)
    if (&order->asked() == asked) return order.get();
  return nullptr;
}

bool names_articles(const Xapian::Query& query) {
  if (query.get_type() != Xapian::Query::LEAF_TERM && query.get_type() != Xapian::Query::OP_OR) return false;
  const auto first = query.get_terms_begin();
  return first != query.get_terms_end() &&
         ((*first).starts_with(prefix::id) || *first == *match_nothing().get_terms_begin());
}

}  // namespace kartotek
