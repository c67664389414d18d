#include "corpus/html_tag.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "corpus/ascii.h"

namespace kartotek {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_name_char(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == ':' || c == '_';
}

// The elements of HTML, those of old pages too (HTML Living Standard, 4 and 16.2), by layout.
const std::unordered_map<std::string_view, Layout>& elements() {
  struct Group {
    Layout layout;
    std::string_view names;
  };
  static constexpr std::array<Group, 6> groups = {{
      {Layout::none,
       R"(a abbr acronym b bdi bdo big blink cite code data del dfn em font html i ins kbd label mark
          marquee nobr q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr head
          base basefont link meta body slot picture source track map area math path g)"},
      {Layout::gap, R"(img image audio video canvas embed object param input button select td th col colgroup
          meter progress applet svg iframe)"},
      {Layout::line_break, "br"},
      {Layout::line,
       R"(address article aside dd dialog div dt details summary fieldset figcaption figure footer
          form frame frameset header hgroup legend li main menu nav option optgroup output search section tbody
          textarea tfoot thead title tr caption center dir datalist noscript noembed noframes)"},
      {Layout::paragraph, "blockquote dl h1 h2 h3 h4 h5 h6 hr ol p pre table ul listing plaintext xmp"},
      {Layout::hidden, "script style template"},
  }};
  static const std::unordered_map<std::string_view, Layout> all = [] {
    std::unordered_map<std::string_view, Layout> made;
    for (const auto& [layout, names] : groups) {
      for (std::size_t end = 0, begin = 0; (begin = names.find_first_not_of(" \n", end)) != npos;) {
        end = std::min(names.find_first_of(" \n", begin), names.size());
        made.emplace(names.substr(begin, end - begin), layout);
      }
    }
    return made;
  }();
  return all;
}

// Elements whose content is passed over up to their end tag. That of an iframe is for browsers
// without frames, and only skipped if there is an end tag. The last two count in pages only.
constexpr std::array<std::string_view, 6> skipped_elements = {"script", "style",    "template",
                                                              "iframe", "textarea", "title"};
constexpr std::size_t skipped_in_pieces = 4;
constexpr std::size_t endless_in_pages = 2;

// Where "</name" stands from `from` on, in capitals or small.
std::size_t find_end_tag(std::string_view html, std::string_view name, std::size_t from) {
  for (std::size_t at = html.find("</", from); at != npos; at = html.find("</", at + 2)) {
    const std::string_view found = html.substr(at + 2, name.size());
    if (std::equal(found.begin(), found.end(), name.begin(), name.end(),
                   [](char a, char b) { return ascii_small(a) == b; })) {
      return at;
    }
  }
  return npos;
}

// Whether `inside`, what stands between name and ">", has an attribute with a value.
bool has_attribute(std::string_view inside) {
  const std::size_t equals = inside.find('=');
  return equals != npos && equals > 0 && is_name_char(inside[equals - 1]);
}

// Behind the ">" of a tag that is no element of HTML, but has an attribute; npos for all else. Looks
// no further than the next "<", since what follows may have to be read again as text.
std::size_t end_of_strange_tag(std::string_view html, std::size_t name_end) {
  const std::size_t end = html.find_first_of("<>", name_end);
  if (end == npos || html[end] == '<' || !has_attribute(html.substr(name_end, end - name_end))) return npos;
  return end + 1;
}

// Elements that news feeds use without attributes. <source> or <data> may be a placeholder.
bool is_common(std::string_view name) {
  constexpr std::array<std::string_view, 20> names = {
      "b",  "blockquote", "br", "center", "div", "em",   "h1",     "h2",    "h3", "h4",
      "hr", "i",          "li", "ol",     "p",   "span", "strong", "table", "u",  "ul"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Layout layout_of(std::string_view name) {
  const auto found = elements().find(name);
  return found == elements().end() ? Layout::none : found->second;
}

std::optional<Tag> TagReader::next() {
  for (std::size_t at = html_.find('<', at_); at != npos; at = html_.find('<', at + 1)) {
    const char after = at + 1 < html_.size() ? html_[at + 1] : ' ';
    std::optional<Tag> tag;
    if (after == '!' || after == '?') tag = declaration_at(at);
    if (after == '/' || is_ascii_letter(after)) tag = tag_at(at);
    if (!tag) continue;
    at_ = tag->end;
    return tag;
  }
  at_ = html_.size();
  return std::nullopt;
}

// <!-- comments -->, <!DOCTYPE>, <![endif]>, <?xml?>. Of <![CDATA[ text ]]> only the frame is
// passed over.
std::optional<Tag> TagReader::declaration_at(std::size_t at) {
  const std::string_view rest = html_.substr(at);
  Tag tag{at, 0, {}, false, true};
  constexpr std::string_view cdata = "<![CDATA[";
  if (rest.starts_with(cdata)) {
    tag.end = at + cdata.size();
    return tag;
  }
  if (rest.starts_with("<!--") && !no_more_comment_ends_) {
    const std::size_t end = html_.find("-->", at + 2);  // <!--> is a whole comment
    if (end != npos) {
      tag.end = end + 3;
      return tag;
    }
    no_more_comment_ends_ = true;
  }
  const char kind = rest.size() > 2 ? rest[2] : ' ';
  if (rest[1] == '!' && kind != '-' && kind != '[' && !is_ascii_letter(kind)) return std::nullopt;
  if (rest[1] == '?' && !is_ascii_letter(kind)) return std::nullopt;
  const std::size_t end = no_more_ends_ ? npos : html_.find('>', at);
  no_more_ends_ = end == npos;
  if (no_more_ends_) return std::nullopt;
  tag.end = end + 1;
  return tag;
}

// Behind the ">" of the tag whose name ends at `name_end`, npos where there is none.
std::size_t TagReader::end_of_tag(std::size_t name_end) {
  const std::size_t first = no_more_ends_ ? npos : html_.find('>', name_end);
  no_more_ends_ = first == npos;
  if (no_more_ends_) return npos;
  // A quote opens a value only behind "="; elsewhere it is an accident and means nothing.
  bool value_expected = false;
  for (std::size_t i = name_end; !quotes_mislead_ && i < html_.size(); ++i) {
    const char c = html_[i];
    if (c == '>') return i + 1;
    if (value_expected && (c == '"' || c == '\'')) {
      i = html_.find(c, i + 1);
      if (i == npos) break;
    }
    if (!is_html_space(c)) value_expected = c == '=';
  }
  quotes_mislead_ = true;
  return first + 1;
}

// Moves the end of an element whose content is no text behind its end tag.
void TagReader::skip_inside(Tag& tag) {
  const auto* const found = std::find(skipped_elements.begin(), skipped_elements.end(), tag.name);
  const auto which = static_cast<std::size_t>(found - skipped_elements.begin());
  const bool whole = !is_page_ && html_[tag.end - 2] == '/';
  tag.inside_begin = tag.inside_end = tag.end;
  if (which >= (is_page_ ? skipped_elements.size() : skipped_in_pieces) || tag.closes || whole) return;
  bool& no_more = no_more_end_tags_[which];
  const std::size_t end_tag = no_more ? npos : find_end_tag(html_, tag.name, tag.end);
  no_more = end_tag == npos;
  if (no_more) {
    if (is_page_ && which < endless_in_pages) tag.end = tag.inside_end = html_.size();
    return;
  }
  tag.inside_end = end_tag;
  const std::size_t end = html_.find('>', end_tag);
  tag.end = end == npos ? html_.size() : end + 1;
}

std::size_t TagReader::end_of_name(std::size_t name_begin) const {
  if (is_page_) return std::min(html_.find_first_of(" \t\n\r\f/>", name_begin), html_.size());
  constexpr std::size_t longest_name = 40;
  std::size_t end = name_begin;
  while (end < html_.size() && end - name_begin < longest_name && is_name_char(html_[end])) ++end;
  return end;
}

std::optional<Tag> TagReader::tag_at(std::size_t at) {
  Tag tag;
  tag.begin = at;
  tag.closes = html_[at + 1] == '/';
  const std::size_t name_begin = at + (tag.closes ? 2 : 1);
  if (no_more_ends_) return std::nullopt;
  const std::size_t name_end = end_of_name(name_begin);
  no_more_ends_ = name_end == html_.size();
  if (name_end == name_begin || name_end == html_.size() || !is_ascii_letter(html_[name_begin]))
    return std::nullopt;
  const char after = html_[name_end];
  if (!is_html_space(after) && after != '>' && after != '/') return std::nullopt;
  const std::string_view written = html_.substr(name_begin, name_end - name_begin);
  tag.name = ascii_small(written);

  const bool known = elements().contains(tag.name);
  const bool custom = written.find_first_of("-:") != npos;
  tag.end = known || custom || is_page_ ? end_of_tag(name_end) : end_of_strange_tag(html_, name_end);
  if (tag.end == npos) return std::nullopt;
  const bool attribute = has_attribute(html_.substr(name_end, tag.end - 1 - name_end));
  // Capitals without more may be the sign of a share: <TD>, <BR>, <P>.
  tag.is_proof =
      attribute || ((known || custom) && tag.closes) || (written == tag.name && is_common(tag.name));
  skip_inside(tag);
  return tag;
}

}  // namespace kartotek
