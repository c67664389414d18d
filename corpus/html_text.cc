#include "corpus/html_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "corpus/html_entities.h"
#include "corpus/html_tag.h"

namespace kartotek {
namespace {

constexpr std::size_t npos = std::string_view::npos;

// Puts the text together as a page would show it.
class Page {
 public:
  // Whether white space is only a gap between words (in pages) or is as it is (in plain text).
  explicit Page(bool collapse) : collapse_(collapse) {}

  void add(std::string_view text) {
    if (text.empty()) return;
    if (!collapse_ || preformatted_ > 0) {
      flush();
      text_ += text;
      return;
    }
    while (!text.empty()) {
      const auto* word = std::find_if_not(text.begin(), text.end(), is_html_space);
      if (word != text.begin()) gap();
      const auto* end = std::find_if(word, text.end(), is_html_space);
      if (word != end) {
        flush();
        text_.append(word, end);
      }
      text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    }
  }
  void gap() { space_ = true; }
  void line_break() { line_ends_ = std::min(line_ends_ + 1, 2); }
  void at_least_line_ends(int count) { line_ends_ = std::max(line_ends_, count); }
  void preformat(bool begins) { preformatted_ = std::max(preformatted_ + (begins ? 1 : -1), 0); }

  std::string take() {
    const auto end = std::find_if_not(text_.rbegin(), text_.rend(), is_html_space);
    text_.erase(end.base(), text_.end());
    text_.erase(text_.begin(), std::find_if_not(text_.begin(), text_.end(), is_html_space));
    return std::move(text_);
  }

 private:
  // Writes the gap that was owed before the next word.
  void flush() {
    if (line_ends_ > 0) {
      text_.append(static_cast<std::size_t>(line_ends_), '\n');
    } else if (space_ && !text_.empty() && !is_html_space(text_.back())) {
      text_ += ' ';
    }
    space_ = false;
    line_ends_ = 0;
  }

  std::string text_;
  bool collapse_;
  bool space_ = false;
  int line_ends_ = 0;
  int preformatted_ = 0;
};

void lay_out(const Tag& tag, Page& page) {
  switch (layout_of(tag.name)) {
    case Layout::line_break:
      page.line_break();
      break;
    case Layout::line:
      page.at_least_line_ends(1);
      break;
    case Layout::paragraph:
      page.at_least_line_ends(2);
      break;
    case Layout::gap:
      page.gap();
      break;
    case Layout::none:
    case Layout::hidden:
      break;
  }
  if (tag.name == "pre") page.preformat(!tag.closes);
}

// `text` has no tags.
void add_text(std::string_view text, Page& page) {
  constexpr std::string_view cdata_end = "]]>";  // of <![CDATA[, which is passed over as a tag
  while (!text.empty()) {
    const std::size_t at = text.find_first_of("&]");
    page.add(text.substr(0, at));
    if (at == npos) return;
    text.remove_prefix(at);
    const std::optional<Entity> entity = text[0] == '&' ? entity_at(text, 0) : std::nullopt;
    const bool ends_cdata = text.starts_with(cdata_end);
    if (!ends_cdata) page.add(entity ? std::string_view(entity->text) : text.substr(0, 1));
    text.remove_prefix(entity ? entity->length : ends_cdata ? cdata_end.size() : 1);
  }
}

// Whether the piece is set as a page: with tags that break lines.
bool has_layout(std::string_view html) {
  TagReader tags(html);
  while (const std::optional<Tag> tag = tags.next()) {
    const Layout layout = layout_of(tag->name);
    if (layout != Layout::none && layout != Layout::gap && layout != Layout::hidden) return true;
  }
  return false;
}

bool has_entity(std::string_view text) {
  for (std::size_t at = text.find('&'); at != npos; at = text.find('&', at + 1)) {
    const std::optional<Entity> entity = entity_at(text, at);
    if (entity && entity->terminated) return true;
  }
  return false;
}

}  // namespace

bool looks_like_markup(std::string_view text) {
  if (has_entity(text)) return true;
  TagReader tags(text);
  while (const std::optional<Tag> tag = tags.next()) {
    if (tag->is_proof) return true;
  }
  return false;
}

std::string text_of_markup(std::string_view html) {
  Page page(has_layout(html));
  TagReader tags(html);
  std::size_t done = 0;
  while (const std::optional<Tag> tag = tags.next()) {
    add_text(html.substr(done, tag->begin - done), page);
    lay_out(*tag, page);
    done = tag->end;
  }
  add_text(html.substr(done), page);
  return page.take();
}

}  // namespace kartotek
