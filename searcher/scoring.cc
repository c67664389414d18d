#include "searcher/scoring.h"

#include <cmath>

#include "indexer/schema.h"

namespace kartotek {
namespace {

using Query = Xapian::Query;

// How many articles have a word, and how often it stands there.
struct Use {
  double articles = 0;
  double occurrences = 0;
};

// What is known of words, and estimated of several, as if they knew nothing of each other.
class Estimate {
 public:
  explicit Estimate(const Collection& collection)
      : collection_(collection),
        all_(collection.database().get_doccount()),
        length_(static_cast<double>(collection.database().get_total_length())) {}

  Use any_of(const std::vector<Query>& words) const {
    Use any;
    for (const Query& word : words) {
      const Use one = of(word);
      any.articles += one.articles - share(one.articles * any.articles, all_);
      any.occurrences += one.occurrences - share(one.occurrences * any.occurrences, length_);
    }
    return any;
  }

 private:
  static double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

  Use of(const Query& word) const {
    switch (word.get_type()) {
      case Query::LEAF_TERM: {
        const std::string term = *word.get_terms_begin();
        return {static_cast<double>(collection_.articles_with(term)),
                static_cast<double>(collection_.occurrences_of(term))};
      }
      case Query::OP_OR:
        return any_of(parts_of(word));
      case Query::OP_AND:
        return all_of(word);
      default:  // what narrows it is left out of account
        return word.get_num_subqueries() > 0 ? of(word.get_subquery(0)) : Use{};
    }
  }

  static std::vector<Query> parts_of(const Query& query) {
    std::vector<Query> parts;
    for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) parts.push_back(query.get_subquery(i));
    return parts;
  }

  // Words that stand together are taken to do so once in an article.
  Use all_of(const Query& query) const {
    double articles = all_;
    for (const Query& word : parts_of(query)) articles *= share(of(word).articles, all_);
    return {articles, articles};
  }

  const Collection& collection_;
  double all_;
  double length_;
};

}  // namespace

double Scoring::weight(const std::vector<Query>& words) const {
  const Use use = Estimate(collection_).any_of(words);
  return ranking_.weight(use.articles, use.occurrences, collection_.database().get_doccount());
}

Query Scoring::as_one(const std::vector<Query>& words) const {
  if (!collection_.is_local()) return stock(words);
  const Query one(Query::OP_SYNONYM, words.begin(), words.end());
  return {Query::OP_SCALE_WEIGHT, words.size() == 1 ? words.front() : one, weight(words)};
}

// BM25PlusWeight multiplies by log((N + 1) / n), n of N documents having the term. Of words that count as one
// it takes n from an estimate that depends on their order in each part; with a term among them that every
// document has, and none counts, n is N.
Query Scoring::stock(const std::vector<Query>& words) const {
  const double all = collection_.database().get_doccount();
  const auto without_idf = [&](const Query& query, double articles) {
    return Query(Query::OP_SCALE_WEIGHT, query, weight(words) / std::log((all + 1) / articles));
  };
  if (words.size() == 1) {
    Query leaf = words.front();
    while (leaf.get_type() == Query::OP_AND_NOT) leaf = leaf.get_subquery(0);
    if (leaf.get_type() == Query::LEAF_TERM) {
      const Xapian::doccount articles = collection_.articles_with(*leaf.get_terms_begin());
      return articles == 0 ? words.front() : without_idf(words.front(), articles);
    }
  }
  std::vector<Query> with_every{Query(std::string(prefix::every))};
  with_every.insert(with_every.end(), words.begin(), words.end());
  const Query one(Query::OP_SYNONYM, with_every.begin(), with_every.end());
  return without_idf({Query::OP_FILTER, one, Query(Query::OP_OR, words.begin(), words.end())}, all);
}

}  // namespace kartotek
