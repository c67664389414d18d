#include "searcher/similar.h"

#include <algorithm>
#include <vector>

#include "corpus/understand.h"
#include "indexer/document.h"
#include "indexer/schema.h"
#include "searcher/duplicate_groups.h"
#include "searcher/good_terms.h"
#include "searcher/written_forms.h"

namespace kartotek {
namespace {

constexpr std::size_t most_terms = 24;
constexpr std::size_t deciding = 8;

// The words of `terms` as the article writes them.
std::string written(const std::vector<GoodTerm>& terms, const Article& article, Analyzer& analyzer) {
  std::vector<std::string> words;
  words.reserve(terms.size());
  for (const GoodTerm& term : terms) words.push_back(term.word);
  WrittenForms forms(words);
  const Language language = language_of_code(article.lang);
  const std::string body = body_text(article);
  forms.add(body, analyzer.tokens(body, language));
  forms.add(article.title, analyzer.tokens(article.title, language));
  std::string all;
  for (const std::string& word : words) {
    if (!all.empty()) all += ' ';
    all += forms.of(word);
  }
  return all;
}

}  // namespace

SimilarQuery similar_articles(Xapian::docid number, const Scoring& scoring, Analyzer& analyzer) {
  const GoodTermOptions options{.most = most_terms, .least_articles = 1, .least_frequency = 2};
  const std::vector<GoodTerm> terms = good_terms(scoring.collection(), analyzer, {{.id = number}}, options);
  const Xapian::Document document = scoring.collection().document(number);
  const Article article = stored_article(document).article;
  SimilarQuery similar;
  similar.words = written(terms, article, analyzer);
  CompiledQuery& compiled = similar.compiled;
  compiled.ranked = true;
  std::vector<Xapian::Query> parts;
  for (const GoodTerm& term : terms) {
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, scoring.as_one(queries_of(term)),
                       term.weight / terms.front().weight);
    const unsigned concept_number = compiled.highlights.concepts++;
    for (const std::string& name : term.terms) compiled.highlights.terms.emplace(name, concept_number);
  }
  const auto others = parts.begin() + static_cast<std::ptrdiff_t>(std::min(deciding, parts.size()));
  compiled.query = {
      Xapian::Query::OP_AND_NOT,
      Xapian::Query(Xapian::Query::OP_AND_MAYBE, Xapian::Query(Xapian::Query::OP_OR, parts.begin(), others),
                    Xapian::Query(Xapian::Query::OP_OR, others, parts.end())),
      group_of(article.id, document)};
  return similar;
}

}  // namespace kartotek
