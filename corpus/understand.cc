#include "corpus/understand.h"

#include "corpus/clean.h"
#include "corpus/countries.h"
#include "corpus/dates.h"
#include "corpus/language.h"

namespace kartotek {

void understand(Article& article, const FrequentLines& frequent) {
  article.given_date_source = article.date_source;
  article.given_body = article.body;
  find_body(article, frequent);
  article.lang_is_detected = article.lang.empty();
  if (article.lang_is_detected)
    article.lang = code_of(detect_language(article.title + '\n' + body_text(article)));
  find_date(article, frequent.day_month());
  find_countries(article);
}

void understand_anew(Article& article, const FrequentLines& frequent) {
  if (article.lang_is_detected) article.lang.clear();
  article.date_source = article.given_date_source;
  article.body = article.given_body;
  if (article.date_source != DateSource::header) article.date = {};
  for (auto* found : {&article.countries, &article.mentions, &article.evidence, &article.warnings})
    found->clear();
  understand(article, frequent);
}

std::string body_text(const Article& article) {
  std::string body;
  for (const Span& span : article.body) {
    if (!body.empty()) body += '\n';
    body.append(article.text, span.begin, span.end - span.begin);
  }
  return body;
}

}  // namespace kartotek
