#include "searcher/side_by_side.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "indexer/schema.h"
#include "searcher/named_articles.h"

namespace kartotek {
namespace {

using Query = Xapian::Query;

// As documents have a term.
std::string posted(const std::string& term, Part part) {
  return make_term(part == Part::title ? prefix::title : prefix::word, term);
}

// The documents whose words stand as wanted. Xapian asks it of documents that have all words, or for the next
// one where it takes that for the cheapest.
class InOrder : public Xapian::PostingSource {
 public:
  InOrder(WordsInOrder asked, WordOrders word_orders)
      : asked_(std::move(asked)), word_orders_(std::move(word_orders)) {}

  const WordsInOrder& asked() const { return asked_; }

  std::string name() const override { return "kartotek::InOrder"; }
  // Its address, by which source_of() finds it: Xapian tells of a query's source by what that writes of
  // itself alone.
  std::string serialise() const override {
    const void* const self = this;
    return {reinterpret_cast<const char*>(&self), sizeof self};
  }

  InOrder* clone() const override { return new InOrder(asked_, word_orders_); }
  std::string get_description() const override { return asked_.window ? "near" : "phrase"; }

  void init(const Xapian::Database& database) override {
    database_ = database;
    file_ = word_orders_.file_of(database);
    check_.emplace(asked_.places, asked_.window, codes());
    document_ = 0;
    most_with_a_place_ = 0;
    for (const std::vector<std::string>& terms : asked_.places.terms) {
      Xapian::doccount sum = 0;
      for (const std::string& term : terms) sum += database_.get_termfreq(posted(term, asked_.places.part));
      most_with_a_place_ = std::max(most_with_a_place_, std::min(sum + 1, database_.get_doccount()));
    }
    std::string rarest;  // every document
    for (const std::string& term : single_terms(asked_.places))
      if (database_.get_termfreq(term) < database_.get_termfreq(rarest)) rarest = term;
    posting_ = database_.postlist_begin(rarest);
  }

  // What Xapian's own operators expect of the documents that have all words; but more than any word, so that
  // it is asked last.
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override {
    return std::max(database_.get_doccount() / (asked_.window ? 2 : 4), most_with_a_place_);
  }
  Xapian::doccount get_termfreq_max() const override { return database_.get_doccount(); }

  void next(double /*least*/) override { walk_from(document_ + 1); }
  void skip_to(Xapian::docid document, double /*least*/) override { walk_from(document); }
  bool check(Xapian::docid document, double /*least*/) override {
    if (!holds(document)) return false;
    document_ = document;
    return true;
  }
  bool at_end() const override { return posting_ == Xapian::PostingIterator(); }
  Xapian::docid get_docid() const override { return document_; }

  bool holds(Xapian::docid document) {
    if (file_)
      if (const auto order = file_->of(document)) return check_->holds(*order);
    const std::string bytes = word_orders_.analysed(database_, document, codes());
    return check_->holds(parts_of(bytes));
  }

 private:
  const WordCodes& codes() const {
    static const WordCodes none;
    return file_ ? file_->codes() : none;
  }

  // Those that every document wanted has.
  static std::vector<std::string> single_terms(const Places& places) {
    std::vector<std::string> singles;
    for (const std::vector<std::string>& terms : places.terms)
      if (terms.size() == 1) singles.push_back(posted(terms.front(), places.part));
    return singles;
  }

  void walk_from(Xapian::docid document) {
    if (!at_end() && *posting_ < document) posting_.skip_to(document);
    while (!at_end() && !holds(*posting_)) ++posting_;
    if (!at_end()) document_ = *posting_;
  }

  WordsInOrder asked_;
  WordOrders word_orders_;
  Xapian::Database database_;
  const WordOrderFile* file_ = nullptr;
  std::optional<OrderCheck> check_;
  Xapian::PostingIterator posting_;  // of the rarest term, or of all documents
  Xapian::docid document_ = 0;
  Xapian::doccount most_with_a_place_ = 0;
};

Query in_order(const Places& places, std::optional<std::size_t> window, const Scoring& scoring) {
  std::vector<Query> words;
  for (const std::vector<std::string>& terms : places.terms) {
    std::vector<Query> choices;
    choices.reserve(terms.size());
    for (const std::string& term : terms) choices.push_back(scoring.term(posted(term, places.part)));
    words.push_back(choices.size() == 1 ? choices.front()
                                        : Query(Query::OP_OR, choices.begin(), choices.end()));
  }
  if (words.size() == 1) return words.front();
  Query query(Query::OP_AND, words.begin(), words.end());
  for (std::size_t begin = 0; begin + 1 < words.size(); begin += most_places - 1) {
    const auto first = places.terms.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto count = static_cast<std::ptrdiff_t>(std::min(most_places, words.size() - begin));
    WordsInOrder piece{{{first, first + count}, places.part}, window};
    for (const auto& [phrase, phrase_end] : places.phrases)
      if (phrase >= begin && phrase_end <= begin + static_cast<std::size_t>(count))
        piece.places.phrases.emplace_back(phrase - begin, phrase_end - begin);
    auto* const order = new InOrder(std::move(piece), scoring.collection().word_orders());
    query = Query(Query::OP_FILTER, query, Query(order->release()));
  }
  return query;
}

const InOrder& source_of(const Query& side_by_side) {
  const std::string written = side_by_side.get_subquery(1).serialise();
  const void* source = nullptr;
  std::memcpy(&source, written.data() + written.size() - sizeof source, sizeof source);
  return *static_cast<const InOrder*>(source);
}

// The words that a query looks for, without their order and their weights.
void add_words(const Query& query, std::vector<Query>& words) {
  switch (query.get_type()) {
    case Query::OP_SCALE_WEIGHT:
      return add_words(query.get_subquery(0), words);
    case Query::OP_FILTER:
      if (!is_side_by_side(query)) break;
      return add_words(query.get_subquery(0), words);
    case Query::OP_OR:
    case Query::OP_SYNONYM:
      for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) add_words(query.get_subquery(i), words);
      return;
    default:
      break;
  }
  words.push_back(query);
}

}  // namespace

Xapian::Query phrase_query(const Places& places, const Scoring& scoring) {
  return in_order(places, std::nullopt, scoring);
}

Xapian::Query near_query(const Places& places, std::size_t window, const Scoring& scoring) {
  return in_order(places, window, scoring);
}

Xapian::Query synonym_query(const std::vector<Xapian::Query>& choices, const Scoring& scoring) {
  std::vector<Query> words;
  for (const Query& choice : choices) add_words(choice, words);
  Query synonym = scoring.as_one(words);
  const auto is_ordered = [](const Query& choice) {
    return is_side_by_side(choice) || choice.get_type() == Query::OP_OR;
  };
  if (std::none_of(choices.begin(), choices.end(), is_ordered)) return synonym;
  return {Query::OP_FILTER, synonym, Query(Query::OP_OR, choices.begin(), choices.end())};
}

bool is_side_by_side(const Xapian::Query& query) {
  if (query.get_type() != Query::OP_FILTER || query.get_num_subqueries() != 2) return false;
  const Query order = query.get_subquery(1);
  return order.get_type() == Query::LEAF_POSTING_SOURCE || names_articles(order);
}

const WordsInOrder* order_asked_by(const Xapian::Query& side_by_side) {
  const bool is_named = side_by_side.get_subquery(1).get_type() != Query::LEAF_POSTING_SOURCE;
  return is_named ? nullptr : &source_of(side_by_side).asked();
}

std::function<bool(Xapian::docid)> order_of(const Xapian::Query& side_by_side,
                                            const Xapian::Database& database) {
  const std::shared_ptr<InOrder> order(source_of(side_by_side).clone());
  order->init(database);
  return [order](Xapian::docid document) { return order->holds(document); };
}

}  // namespace kartotek
