#include "searcher/query_marks.h"

#include "corpus/understand.h"

namespace kartotek {

std::vector<Match> QueryMarks::matches(const std::string& text, const Article& article) {
  return highlighter_.matches(analyzer_.tokens(text, language_of_code(article.lang)), article.lang);
}

TextMarks QueryMarks::in_title(const Article& article) {
  return in_code_points(article.title, matches(article.title, article));
}

TextMarks QueryMarks::in_body(const Article& article) {
  const std::string body = body_text(article);
  return in_code_points(body, matches(body, article));
}

Snippet QueryMarks::snippet(const Article& article, std::size_t length) {
  const Story story = story_of(article);
  return make_snippet(story, matches(story.text, article), weights_, length);
}

}  // namespace kartotek
