#include "searcher/side_by_side.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "indexer/schema.h"
#include "indexer/word_order.h"

namespace kartotek {
namespace {

using Query = Xapian::Query;

// As documents have a term.
std::string posted(const std::string& term, Part part) {
  return make_term(part == Part::title ? prefix::title : prefix::word, term);
}

// Places that a word may stand at, a bit each.
using PlaceSet = std::uint64_t;
constexpr std::size_t most_places = 64;

// The codes of all terms, and their places.
class PlacesOfCodes {
 public:
  PlacesOfCodes(const std::vector<std::vector<std::string>>& terms, const WordCodes& codes)
      : count_(terms.size()) {
    std::map<WordCode, PlaceSet> places;
    for (std::size_t place = 0; place < terms.size(); ++place)
      for (const std::string& term : terms[place]) places[codes.of(term)] |= PlaceSet{1} << place;
    places_.assign(places.begin(), places.end());
    for (const auto& [code, ignored] : places_) wanted_.add(code);
    choose_pair(terms, codes);
  }

  // Whether the places stand one after the other in a part; nothing where it takes a walk to say.
  std::optional<bool> are_phrase(std::string_view part) const {
    if (!pair_) return std::nullopt;
    const std::optional<bool> is_pair = pair_->is_in(part);
    return count_ == 2 || is_pair == false ? is_pair : std::nullopt;
  }

  // None where the word has no place.
  PlaceSet of(WordCode code) const {
    const auto found = std::lower_bound(places_.begin(), places_.end(), std::pair(code, PlaceSet{0}));
    return found == places_.end() || found->first != code ? 0 : found->second;
  }
  const WordOrderReader::Wanted& wanted() const { return wanted_; }
  std::size_t count() const { return count_; }

 private:
  // The place with the fewest terms and, where they are as many, with the longest code, which is of the
  // rarest word; and the one behind it.
  void choose_pair(const std::vector<std::vector<std::string>>& terms, const WordCodes& codes) {
    constexpr std::size_t most_terms = 8;
    const auto coded = [&codes](const std::vector<std::string>& words) {
      std::vector<WordCode> found;
      found.reserve(words.size());
      std::transform(words.begin(), words.end(), std::back_inserter(found),
                     [&codes](const std::string& word) { return codes.of(word); });
      return found;
    };
    std::pair<std::size_t, WordCode> best{most_terms + 1, 0};
    for (std::size_t place = 0; place + 1 < terms.size(); ++place) {
      const std::vector<WordCode> firsts = coded(terms[place]);
      if (firsts.empty()) continue;
      const std::pair cost{firsts.size(), ~*std::min_element(firsts.begin(), firsts.end())};
      if (cost >= best) continue;
      best = cost;
      pair_.emplace(firsts, coded(terms[place + 1]));
    }
  }

  std::size_t count_;
  std::vector<std::pair<WordCode, PlaceSet>> places_;  // ascending
  std::optional<PairFinder> pair_;  // one of these is in every phrase; none where they would be too many
  WordOrderReader::Wanted wanted_;
};

// The places one after the other, by the Shift-And method (Baeza-Yates and Gonnet, 1992).
bool holds_phrase(std::string_view part, const PlacesOfCodes& places) {
  if (const auto known = places.are_phrase(part)) return *known;
  const PlaceSet last_place = PlaceSet{1} << (places.count() - 1);
  PlaceSet before = 0;  // places up to which all are filled, the last one at the position before
  PlaceSet now = 0;     // and at this
  std::uint32_t position = 0;
  for (WordOrderReader reader(part, places.wanted()); reader.next();) {
    if (reader.position() != position) {
      before = reader.position() == position + 1 ? now : 0;
      now = 0;
      position = reader.position();
    }
    now |= (before << 1U | 1U) & places.of(reader.code());
    if ((now & last_place) != 0) return true;
  }
  return false;
}

// A position that some places may have.
struct Candidate {
  std::uint32_t position;
  PlaceSet places;
};

// Gives each place a position of its own: augmenting paths (Kuhn, 1955).
class Assignment {
 public:
  Assignment(const Candidate* candidates, std::size_t count) : candidates_(candidates), owners_(count) {}

  bool is_complete(std::size_t places) {
    for (std::size_t place = 0; place < places; ++place) {
      tried_.assign(owners_.size(), false);
      if (!settle(place)) return false;
    }
    return true;
  }

 private:
  bool settle(std::size_t place) {
    for (std::size_t i = 0; i < owners_.size(); ++i) {
      if (tried_[i] || (candidates_[i].places >> place & 1U) == 0) continue;
      tried_[i] = true;
      if (!owners_[i] || settle(*owners_[i])) {
        owners_[i] = place;
        return true;
      }
    }
    return false;
  }

  const Candidate* candidates_;
  std::vector<std::optional<std::size_t>> owners_;
  std::vector<bool> tried_;
};

bool holds_near(std::string_view part, std::size_t window, const PlacesOfCodes& places) {
  std::vector<Candidate> candidates;
  for (WordOrderReader reader(part, places.wanted()); reader.next();) {
    const PlaceSet found = places.of(reader.code());
    if (found == 0) continue;
    if (candidates.empty() || candidates.back().position != reader.position()) {
      candidates.push_back({reader.position(), found});
    } else {
      candidates.back().places |= found;
    }
  }
  std::size_t end = 0;
  for (std::size_t begin = 0; begin < candidates.size(); ++begin) {
    const std::size_t tried = end;
    while (end < candidates.size() && candidates[end].position < candidates[begin].position + window) ++end;
    if (end > tried && Assignment(&candidates[begin], end - begin).is_complete(places.count())) return true;
  }
  return false;
}

// The documents whose words stand as wanted. Xapian asks it of documents that have all words, or for the next
// one where it takes that for the cheapest.
class InOrder : public Xapian::PostingSource {
 public:
  // `window`: none for a phrase.
  InOrder(Places places, std::optional<std::size_t> window, WordOrders word_orders)
      : places_(std::move(places)), window_(window), word_orders_(std::move(word_orders)) {}

  InOrder* clone() const override { return new InOrder(places_, window_, word_orders_); }
  std::string get_description() const override { return window_ ? "near" : "phrase"; }

  void init(const Xapian::Database& database) override {
    database_ = database;
    file_ = word_orders_.file_of(database);
    codes_of_.emplace(places_.terms, codes());
    document_ = 0;
    most_with_a_place_ = 0;
    for (const std::vector<std::string>& terms : places_.terms) {
      Xapian::doccount sum = 0;
      for (const std::string& term : terms) sum += database_.get_termfreq(posted(term, places_.part));
      most_with_a_place_ = std::max(most_with_a_place_, std::min(sum + 1, database_.get_doccount()));
    }
    std::string rarest;  // every document
    for (const std::string& term : single_terms(places_))
      if (database_.get_termfreq(term) < database_.get_termfreq(rarest)) rarest = term;
    posting_ = database_.postlist_begin(rarest);
  }

  // What Xapian's own operators expect of the documents that have all words; but more than any word, so that
  // it is asked last.
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override {
    return std::max(database_.get_doccount() / (window_ ? 2 : 4), most_with_a_place_);
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

  bool holds(Xapian::docid document) {
    if (file_)
      if (const auto order = file_->of(document)) return holds(*order);
    const std::string bytes = word_orders_.analysed(database_, document, codes());
    return holds(parts_of(bytes));
  }

  bool holds(const WordOrder& order) const {
    const std::string_view words = places_.part == Part::title ? order.title : order.body;
    return window_ ? holds_near(words, *window_, *codes_of_) : holds_phrase(words, *codes_of_);
  }

  Places places_;
  std::optional<std::size_t> window_;
  WordOrders word_orders_;
  Xapian::Database database_;
  const WordOrderFile* file_ = nullptr;
  std::optional<PlacesOfCodes> codes_of_;
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
    const Places piece{{first, first + count}, places.part};
    query = Query(Query::OP_FILTER, query,
                  Query((new InOrder(piece, window, scoring.collection().word_orders()))->release()));
  }
  return query;
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
  return query.get_type() == Query::OP_FILTER && query.get_num_subqueries() == 2 &&
         query.get_subquery(1).get_type() == Query::LEAF_POSTING_SOURCE;
}

}  // namespace kartotek
