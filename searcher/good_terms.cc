#include "searcher/good_terms.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/language.h"
#include "corpus/unicode.h"
#include "indexer/schema.h"
#include "indexer/stop_words.h"

namespace kartotek {
namespace {

// A word or stem while its occurrences are gathered.
struct Candidate {
  std::string word;
  double word_share = 0;  // of `word` alone
  std::vector<std::string> terms;
  double share = 0;
  std::size_t articles = 0;
  Xapian::docid last = 0;
};

// Words of content have three letters or more; a designator (f16, t90) two characters and a digit.
bool may_be_good(const std::string& word) {
  std::size_t letters = 0;
  std::size_t digits = 0;
  for (const char c : word) {
    digits += c >= '0' && c <= '9';
    letters += !is_ascii_digit(c) && !is_continuation(c);
  }
  if (letters == 0 || letters + digits < (digits > 0 ? 2 : 3)) return false;
  return word.find_first_of("@/.") == std::string::npos && !is_stop_word(word);
}

// Whether a term of the index is a word: all other kinds begin with a capital letter.
bool is_word(const std::string& term) { return !term.empty() && (term.front() < 'A' || term.front() > 'Z'); }

// Adds `value` to a heap of the `most` largest, the least of them in front.
void keep_largest(double value, std::size_t most, std::vector<double>& largest) {
  largest.push_back(value);
  std::push_heap(largest.begin(), largest.end(), std::greater<>());
  if (largest.size() <= most) return;
  std::pop_heap(largest.begin(), largest.end(), std::greater<>());
  largest.pop_back();
}

class Gatherer {
 public:
  Gatherer(const Collection& collection, const Analyzer& analyzer)
      : collection_(collection), database_(collection.database()), analyzer_(analyzer) {}

  void add(const SourceArticle& source) {
    const std::string language = collection_.document(source.id).get_value(slot::language);
    std::vector<std::pair<std::string, Xapian::termcount>> words;
    double length = 0;
    collection_.for_each_term(source.id, [&](const std::string& word, Xapian::termcount count) {
      if (!is_word(word)) return;
      length += count;
      if (may_be_good(word)) words.emplace_back(word, count);
    });
    for (const auto& [word, count] : words) {
      const double share = source.weight * count / length;
      Candidate& candidate = candidates_[key(word, language)];
      if (share > candidate.word_share) {
        candidate.word = word;
        candidate.word_share = share;
      }
      candidate.share += share;
      candidate.articles += candidate.last != source.id;
      candidate.last = source.id;
    }
  }

  std::vector<GoodTerm> best(const GoodTermOptions& options) {
    std::vector<std::pair<double, const std::pair<const std::string, Candidate>*>> order;
    for (const auto& entry : candidates_)
      if (entry.second.articles >= options.least_articles) order.emplace_back(entry.second.share, &entry);
    const auto larger = [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second->first < b.second->first;
    };
    // A term that is rare in the articles as well cannot make up for it by being rare elsewhere.
    const std::size_t looked_up = options.most * 12;
    if (order.size() > looked_up) {
      std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(looked_up), order.end(),
                       larger);
      order.resize(looked_up);
    }
    std::sort(order.begin(), order.end(), larger);
    std::vector<std::string> names;
    for (const auto& [share, entry] : order)
      for (std::string& name : terms_of(entry->first)) names.push_back(std::move(name));
    collection_.look_up(names);
    std::vector<GoodTerm> good;
    std::vector<double> best;  // weights of the terms that would be kept so far; the least is in front
    const double most_idf = idf(static_cast<Xapian::doccount>(options.least_frequency));
    for (auto& [share, entry] : order) {
      if (best.size() == options.most && share * most_idf < best.front()) break;  // none that follows is kept
      GoodTerm term{.word = entry->second.word, .terms = terms_of(entry->first), .weight = 0};
      Xapian::doccount frequency = 0;
      for (const std::string& name : term.terms) frequency += collection_.articles_with(name);
      if (frequency < options.least_frequency) continue;
      term.weight = share * idf(frequency);
      if (term.weight <= 0) continue;
      keep_largest(term.weight, options.most, best);
      good.push_back(std::move(term));
    }
    std::sort(good.begin(), good.end(), [](const GoodTerm& a, const GoodTerm& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.word < b.word;
    });
    if (good.size() > options.most) good.resize(options.most);
    return good;
  }

 private:
  // Forms of one word share a key: the term of its stem, or the word itself.
  const std::string& key(const std::string& word, const std::string& language) {
    std::string& key = keys_[language + ' ' + word];
    if (!key.empty()) return key;
    const std::string stem = analyzer_.stem(word, language_of_code(language));
    return key = stem.empty() ? word : make_term(stem_prefix(language), stem);
  }

  static std::vector<std::string> terms_of(const std::string& key) {
    if (is_word(key)) return {key};
    std::vector<std::string> terms{key};
    // An English stem that is the word itself was posted as the word.
    const std::string_view english = stem_prefix("en");
    if (key.starts_with(english)) terms.push_back(make_term(prefix::word, key.substr(english.size())));
    return terms;
  }

  double idf(Xapian::doccount frequency) const {
    const double all = database_.get_doccount();
    const double in = std::min<double>(frequency, all);
    return std::log(1 + (all - in + 0.5) / (in + 0.5));
  }

  const Collection& collection_;
  const Xapian::Database& database_;
  const Analyzer& analyzer_;
  std::unordered_map<std::string, Candidate> candidates_;
  std::unordered_map<std::string, std::string> keys_;
};

}  // namespace

std::vector<GoodTerm> good_terms(const Collection& collection, const Analyzer& analyzer,
                                 const std::vector<SourceArticle>& sources, const GoodTermOptions& options) {
  Gatherer gatherer(collection, analyzer);
  std::vector<Xapian::docid> articles;
  articles.reserve(sources.size());
  for (const SourceArticle& source : sources) articles.push_back(source.id);
  collection.fetch(articles);
  collection.fetch_terms(articles);
  for (const SourceArticle& source : sources) gatherer.add(source);
  return gatherer.best(options);
}

std::vector<Xapian::Query> queries_of(const GoodTerm& term) { return {term.terms.begin(), term.terms.end()}; }

}  // namespace kartotek
