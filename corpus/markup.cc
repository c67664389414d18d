#include "corpus/markup.h"

#include <algorithm>

#include "corpus/html_tag.h"

namespace kartotek {

std::vector<Span> find_markup(std::string_view text) {
  std::vector<Span> markup;
  if (text.find('<') == std::string_view::npos) return markup;
  TagReader tags(text);
  bool is_html = false;
  while (const auto tag = tags.next()) {
    markup.push_back({tag->begin, tag->end});
    is_html = is_html || tag->is_proof;
  }
  if (!is_html) markup.clear();
  return markup;
}

std::string blank_out(std::string_view text, const std::vector<Span>& markup) {
  std::string blanked(text);
  TagReader tags(text);
  for (const Span& span : markup) {
    const auto tag = tags.next();
    std::fill(blanked.begin() + static_cast<std::ptrdiff_t>(span.begin),
              blanked.begin() + static_cast<std::ptrdiff_t>(span.end), ' ');
    const Layout layout = tag ? layout_of(tag->name) : Layout::none;
    if (layout != Layout::none && layout != Layout::gap) blanked[span.begin] = '\n';
  }
  return blanked;
}

}  // namespace kartotek
