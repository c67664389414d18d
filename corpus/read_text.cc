#include "corpus/read_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "corpus/ascii.h"
#include "corpus/blank.h"
#include "corpus/decode.h"
#include "corpus/error.h"
#include "corpus/html_text.h"
#include "corpus/lines.h"
#include "corpus/read_html.h"
#include "corpus/stories.h"

namespace kartotek {
namespace {

std::string_view from_first_sign(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t\r\n\xEF\xBB\xBF"), text.size()));
}

// Whether a page was saved under the name of a text.
bool is_page(std::string_view bytes) {
  const std::string_view begin = from_first_sign(head_of(bytes, 1000));
  return ascii_small(begin.substr(0, 14)) == "<!doctype html" || ascii_small(begin.substr(0, 5)) == "<html";
}

// Whether it is a piece of one. (Markdown may have tags in it, but does not begin with them.)
bool is_piece_of_page(std::string_view text) {
  return from_first_sign(text).starts_with('<') && looks_like_markup(text);
}

std::vector<Article> stories_in(std::string_view bytes) {
  if (bytes.empty()) throw Error(ErrorKind::io, "empty file");
  const Decoded decoded = decode(bytes);
  const bool is_marked = is_piece_of_page(decoded.text);
  const std::string text = is_marked ? text_of_markup(decoded.text) : decoded.text;
  std::vector<Article> stories;
  if (!is_blank(text)) stories = split_stories(text);
  if (stories.empty()) throw Error(ErrorKind::io, "neither title nor text");
  if (is_marked) stories.front().extra = nlohmann::json{{"body_markup", decoded.text}}.dump();
  return stories;
}

bool is_only_header(std::string_view text) {
  const std::vector<Line> lines = lines_of(text, 2);
  return lines.size() == 1 && header_of(text_of(lines[0], text));
}

}  // namespace

void read_text(const ByteSource& bytes, const SourceFile& file, const OnArticle& on_article,
               const OnReject& on_reject) {
  std::string raw = read_all(bytes, largest_text);
  if (is_page(raw)) return read_html(bytes_of(raw), file, on_article, on_reject);
  std::vector<Article> stories;
  try {
    stories = stories_in(raw);
  } catch (const Error& error) {
    on_reject({file.path, "", error.what(), std::move(raw)});
    return;
  }
  for (std::size_t i = 0; i < stories.size(); ++i) {
    Article& story = stories[i];
    const std::string number = std::to_string(i + 1);
    if (is_blank(story.title) && (is_blank(story.text) || is_only_header(story.text))) {
      on_reject({file.path, "story " + number, "neither title nor text", std::move(story.text)});
      continue;
    }
    story.id = i == 0 ? file.id_prefix : file.id_prefix + "#" + number;
    story.source = file.source;
    story.path = file.path;
    on_article(std::move(story));
  }
}

}  // namespace kartotek
