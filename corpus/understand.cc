#include "corpus/understand.h"

#include "corpus/clean.h"
#include "corpus/countries.h"
#include "corpus/dates.h"
#include "corpus/language.h"

namespace kartotek {

void understand(Article& article, const FrequentLines& frequent) {
  find_body(article, frequent);
  if (article.lang.empty())
    article.lang = code_of(detect_language(article.title + '\n' + body_text(article)));
  find_date(article);
  find_countries(article);
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
