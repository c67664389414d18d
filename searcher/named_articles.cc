#include "searcher/named_articles.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "corpus/error.h"
#include "indexer/document.h"
#include "indexer/schema.h"
#include "searcher/search.h"

namespace kartotek {
namespace {

// No kind of term has this prefix.
const std::string no_article = "XX";

// Says of single articles, which come from any part, whether their words stand as wanted.
class ArticleCheck {
 public:
  ArticleCheck(const Places& places, std::optional<std::size_t> window, const Collection& collection)
      : collection_(collection), by_text_(places, window, no_codes()) {
    for (const Xapian::Database& part : collection.parts()) {
      const WordOrderFile* const file = collection.word_orders().file_of(part);
      files_.push_back(file);
      by_file_.push_back(file ? std::optional<OrderCheck>(std::in_place, places, window, file->codes())
                              : std::nullopt);
    }
  }

  // Fetches what is wanted of articles that will be asked for.
  void fetch(const std::vector<Xapian::docid>& articles) const {
    std::vector<Xapian::docid> stored;
    for (const Xapian::docid article : articles)
      if (!files_[(article - 1) % files_.size()]) stored.push_back(article);
    collection_.fetch_words(stored);
  }

  // The id of the article, where they do.
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

 private:
  static const WordCodes& no_codes() {
    static const WordCodes none;
    return none;
  }

  const Collection& collection_;
  OrderCheck by_text_;
  std::vector<const WordOrderFile*> files_;  // of the parts
  std::vector<std::optional<OrderCheck>> by_file_;
};

// Of which the order of words is looked at for one phrase; they take some seconds.
constexpr Xapian::doccount most_candidates = 20'000;

}  // namespace

Xapian::Query articles_in_order(const Xapian::Query& words, const Places& places,
                                std::optional<std::size_t> window, const Scoring& scoring) {
  const Collection& collection = scoring.collection();
  Xapian::Enquire enquire(collection.database());
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::Query& narrowed_by = scoring.narrowed_by();
  enquire.set_query(narrowed_by.empty() ? words
                                        : Xapian::Query(Xapian::Query::OP_FILTER, words, narrowed_by));
  const Xapian::MSet candidates = enquire.get_mset(0, most_candidates + 1);
  if (candidates.size() > most_candidates)
    throw Error(
        ErrorKind::usage,
        fmt::format("more than {} articles have all words of a phrase: too many to fetch from elsewhere",
                    most_candidates),
        "narrow it by a date, country or source, or ask on the machine that has the index");
  ArticleCheck check(places, window, collection);
  std::vector<Xapian::Query> named;
  for (auto candidate = candidates.begin(); candidate != candidates.end();) {
    std::vector<Xapian::docid> some;
    for (; candidate != candidates.end() && some.size() < Collection::documents_at_a_time; ++candidate)
      some.push_back(*candidate);
    if (scoring.deadline() && std::chrono::steady_clock::now() > *scoring.deadline()) throw TooCostly();
    check.fetch(some);
    for (const Xapian::docid article : some)
      if (const auto id = check.id_of(article)) named.emplace_back(make_term(prefix::id, *id));
  }
  if (named.empty()) return Xapian::Query(no_article);
  return {Xapian::Query::OP_OR, named.begin(), named.end()};
}

bool names_articles(const Xapian::Query& query) {
  if (query.get_type() != Xapian::Query::LEAF_TERM && query.get_type() != Xapian::Query::OP_OR) return false;
  const auto first = query.get_terms_begin();
  return first != query.get_terms_end() && ((*first).starts_with(prefix::id) || *first == no_article);
}

}  // namespace kartotek
