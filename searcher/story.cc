#include "searcher/story.h"

#include <string_view>

namespace kartotek {
namespace {

// Whether what stands between two parts of a body would be read there: tags would not.
bool is_read(std::string_view between) {
  const std::size_t begin = between.find_first_not_of(" \t\r\n");
  return begin != std::string_view::npos && between[begin] != '<';
}

}  // namespace

Story story_of(const Article& article) {
  Story story{.title = article.title, .text = {}, .gaps = {}};
  const std::string_view text = article.text;
  std::size_t behind = 0;
  for (const Span& span : article.body) {
    if (!story.text.empty()) {
      story.text += '\n';
      if (is_read(text.substr(behind, span.begin - behind))) story.gaps.push_back(story.text.size());
    }
    story.text.append(text, span.begin, span.end - span.begin);
    behind = span.end;
  }
  return story;
}

}  // namespace kartotek
