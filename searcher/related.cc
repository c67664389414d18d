#include "searcher/related.h"

#include <algorithm>

#include "corpus/understand.h"
#include "indexer/document.h"
#include "searcher/good_terms.h"
#include "searcher/written_forms.h"

namespace kartotek {
namespace {

bool is_of_query(const GoodTerm& term, const Highlights& query) {
  const auto is_in = [&term](const auto& terms) {
    return terms.contains(term.word) || std::any_of(term.terms.begin(), term.terms.end(),
                                                    [&](const auto& name) { return terms.contains(name); });
  };
  return is_in(query.terms) ||
         std::any_of(query.phrases.begin(), query.phrases.end(), [&](const auto& phrase) {
           return std::any_of(phrase.places.begin(), phrase.places.end(), is_in);
         });
}

}  // namespace

std::vector<std::string> related_words(const std::vector<Xapian::docid>& articles, const Highlights& query,
                                       const Collection& collection, Analyzer& analyzer) {
  constexpr std::size_t most = 8;
  std::vector<SourceArticle> sources;
  sources.reserve(articles.size());
  for (const Xapian::docid id : articles) sources.push_back({.id = id});
  std::vector<std::string> words;
  for (const GoodTerm& term : good_terms(collection, analyzer, sources,
                                         {.most = 3 * most, .least_articles = 2, .least_frequency = 2}))
    if (words.size() < most && !is_of_query(term, query)) words.push_back(term.word);
  WrittenForms forms(words);
  collection.fetch(articles);
  for (const Xapian::docid id : articles) {
    const Article article = stored_article(collection.document(id)).article;
    const std::string body = body_text(article);
    forms.add(body, analyzer.tokens(body, language_of_code(article.lang)));
  }
  for (std::string& word : words) word = forms.of(word);
  return words;
}

}  // namespace kartotek
