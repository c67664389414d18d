#include "corpus/read_text.h"

#include <utility>
#include <vector>

#include "corpus/blank.h"
#include "corpus/decode.h"
#include "corpus/error.h"
#include "corpus/lines.h"
#include "corpus/stories.h"

namespace kartotek {
namespace {

std::vector<Article> stories_in(std::string_view bytes) {
  if (bytes.empty()) throw Error(ErrorKind::io, "empty file");
  const Decoded decoded = decode(bytes);
  std::vector<Article> stories;
  if (!is_blank(decoded.text)) stories = split_stories(decoded.text);
  if (stories.empty()) throw Error(ErrorKind::io, "neither title nor text");
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
