#include "corpus/read_html.h"

#include <string>
#include <utility>

#include "corpus/blank.h"
#include "corpus/decode.h"
#include "corpus/error.h"
#include "corpus/html_text.h"
#include "corpus/lines.h"
#include "corpus/title.h"

namespace kartotek {

void read_html(const ByteSource& bytes, const SourceFile& file, const OnArticle& on_article,
               const OnReject& on_reject) {
  std::string raw = read_all(bytes, largest_text);
  if (raw.empty()) return on_reject({file.path, "", "empty file", ""});
  Article article;
  try {
    article.text = text_of_markup(decode(raw).text);
  } catch (const Error& error) {
    return on_reject({file.path, "", error.what(), std::move(raw)});
  }
  if (is_blank(article.text)) return on_reject({file.path, "", "neither title nor text", std::move(raw)});
  article.title = find_title(article.text, lines_of(article.text));
  article.id = file.id_prefix;
  article.source = file.source;
  article.path = file.path;
  on_article(std::move(article));
}

}  // namespace kartotek
