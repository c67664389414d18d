#include "corpus/read_html.h"

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/blank.h"
#include "corpus/error.h"
#include "corpus/html_charset.h"
#include "corpus/html_page.h"
#include "corpus/json_ld.h"
#include "corpus/language.h"
#include "corpus/lines.h"
#include "corpus/main_text.h"
#include "corpus/page_facts.h"
#include "corpus/title.h"
#include "corpus/understand.h"

namespace kartotek {
namespace {

// Makes `text`, which the page does not show, the story.
void tell(Article& article, std::string_view text) {
  if (!article.text.empty()) article.text += "\n\n";
  const std::size_t begin = article.text.size();
  article.text += text;
  article.body = {{begin, article.text.size()}};
}

void choose_story(Article& article, const JsonLd& json_ld, const PageFacts& facts) {
  std::size_t told = 0;
  for (const Span& span : article.body) told += span.end - span.begin;
  constexpr std::size_t least = 100;  // bytes: less is no story but a teaser
  if (json_ld.body.size() > 2 * told && json_ld.body.size() >= least) return tell(article, json_ld.body);
  if (told == 0 && !is_blank(facts.description)) tell(article, facts.description);
}

// Where a page has but "News" in its title element, its first line is the title.
void prefer_first_line(Article& article) {
  const std::string story = body_text(article);
  constexpr std::size_t most_lines = 50;
  std::string title = find_title(story, lines_of(story, most_lines));
  if (title.size() > article.title.size() && !ends_sentence(title)) article.title = std::move(title);
}

// Templates often say "en" whatever a page is written in.
std::string believable(const std::string& lang, const Article& article) {
  const std::string code = code_of_tag(lang);
  const Language written = detect_language(article.title + '\n' + body_text(article));
  const bool contradicted = written != Language::unknown && language_of_code(code) != Language::unknown &&
                            language_of_code(code) != written;
  return contradicted ? std::string() : code;
}

std::string extra_of(const PageFacts& facts) {
  nlohmann::json extra = nlohmann::json::object();
  if (!facts.site_name.empty()) extra["site_name"] = facts.site_name;
  if (!facts.author.empty()) extra["author"] = facts.author;
  if (!facts.description.empty()) extra["description"] = facts.description;
  return extra.empty() ? std::string() : extra.dump();
}

Article article_of(std::string_view bytes) {
  if (bytes.empty()) throw Error(ErrorKind::io, "empty file");
  const std::string html = decode_page(bytes).text;
  HtmlPage page = read_page(html);
  const JsonLd json_ld = read_json_ld(page.json_ld);
  PageFacts facts = find_page_facts(page, json_ld);
  Article article;
  article.body = find_main_text(page);
  article.text = std::move(page.text);
  choose_story(article, json_ld, facts);
  article.title = std::move(facts.title);
  if (facts.is_title_vague) prefer_first_line(article);
  if (is_blank(article.title) && is_blank(article.text)) throw Error(ErrorKind::io, "neither title nor text");
  article.lang = believable(facts.lang, article);
  article.extra = extra_of(facts);
  article.url = std::move(facts.url);
  article.given_date = std::move(facts.date);
  if (!article.given_date.empty()) article.date_source = DateSource::meta;
  return article;
}

}  // namespace

void read_html(const ByteSource& bytes, const SourceFile& file, const OnArticle& on_article,
               const OnReject& on_reject) {
  std::string raw = read_all(bytes, largest_text);
  Article article;
  try {
    article = article_of(raw);
  } catch (const Error& error) {
    return on_reject({file.path, "", error.what(), std::move(raw)});
  }
  article.id = file.id_prefix;
  article.source = file.source;
  article.path = file.path;
  on_article(std::move(article));
}

}  // namespace kartotek
