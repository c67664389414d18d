#include "corpus/html_page.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>

#include "corpus/ascii.h"
#include "corpus/blank.h"
#include "corpus/html_attributes.h"
#include "corpus/html_part.h"
#include "corpus/html_tag.h"
#include "corpus/lines.h"

namespace kartotek {
namespace {

using Names = std::initializer_list<std::string_view>;

constexpr std::size_t deepest = 512;

bool is_in(std::string_view name, Names names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_void(std::string_view name) {
  return is_in(name, {"area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta",
                      "param", "source", "track", "wbr", "basefont", "image"});
}

bool is_block(std::string_view name) {
  const Layout layout = layout_of(name);
  return layout == Layout::line || layout == Layout::paragraph || name == "td" || name == "th" ||
         name == "html" || name == "body";
}

class PageReader {
 public:
  explicit PageReader(std::string_view html) : html_(html) { page_.nodes.emplace_back(); }

  HtmlPage read() {
    TagReader tags(html_, TagReader::Reading::page);
    std::size_t done = 0;
    while (const std::optional<Tag> tag = tags.next()) {
      add_text(html_.substr(done, tag->begin - done));
      done = tag->end;
      if (tag->closes) {
        end(tag->name);
      } else if (!tag->name.empty()) {
        start(*tag);
      }
    }
    add_text(html_.substr(done));
    end_block();
    return std::move(page_);
  }

 private:
  // An element that is not closed yet. Inline ones are here only if they hide something.
  struct Open {
    std::string name;
    std::size_t node;
    bool hides;
  };

  std::size_t node() const { return open_.empty() ? 0 : open_.back().node; }

  void add_text(std::string_view text) {
    if (hidden_ > 0 || text.empty()) return;
    const std::string decoded = without_entities(text);
    constexpr std::size_t longest_time = 200;
    if (!time_element_.empty() && time_text_.size() < longest_time)
      time_text_ += head_of(decoded, longest_time);
    if (preformatted_ > 0) return add_lines(decoded);
    add_words(decoded);
  }

  void add_lines(std::string_view text) {
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t line_end = std::min(text.find('\n', at), text.size());
      add_words(text.substr(at, line_end - at));
      if (line_end < text.size()) end_block();
      at = line_end + 1;
    }
  }

  // White space is collapsed into one space, as on the screen.
  void add_words(std::string_view text) {
    constexpr std::string_view space = " \t\n\r\f";
    while (!text.empty()) {
      const std::size_t word = text.find_first_not_of(space);
      if (word != 0) gap_ = true;
      if (word == std::string_view::npos) return;
      text.remove_prefix(word);
      const std::size_t size = std::min(text.find_first_of(space), text.size());
      const std::size_t before = block_.size();
      if (gap_ && !block_.empty()) block_ += ' ';
      gap_ = false;
      block_ += text.substr(0, size);
      if (in_link_) link_bytes_ += block_.size() - before;
      text.remove_prefix(size);
    }
  }

  // What was added so far is a line of its own.
  void end_block() {
    gap_ = false;
    if (!is_blank(block_)) {
      page_.text += separator();
      const std::size_t begin = page_.text.size();
      page_.text += block_;
      page_.blocks.push_back({{begin, page_.text.size()}, node(), link_bytes_});
      constexpr std::size_t shortest_heading = 15;  // bytes; shorter is the name of the site
      constexpr std::size_t shortest_paragraph = 100;
      if (page_.nodes[node()].name == "h1")
        is_below_heading_ |= block_.size() >= shortest_heading;
      else
        is_below_heading_ &= block_.size() < shortest_paragraph;
      starts_paragraph_ = starts_cell_ = false;
    }
    block_.clear();
    link_bytes_ = 0;
  }

  std::string_view separator() const {
    if (page_.blocks.empty()) return "";
    constexpr std::size_t longest_cell = 80;
    const HtmlBlock& before = page_.blocks.back();
    const HtmlNode& cell = page_.nodes[node()];
    const HtmlNode& cell_before = page_.nodes[before.node];
    const bool in_row = starts_cell_ && is_in(cell.name, {"td", "th"}) &&
                        is_in(cell_before.name, {"td", "th"}) && cell.parent == cell_before.parent &&
                        block_.size() <= longest_cell && before.text.end - before.text.begin <= longest_cell;
    if (in_row) return " | ";
    return starts_paragraph_ ? "\n\n" : "\n";
  }

  void start(const Tag& tag) {
    const HtmlAttributes attributes(html_.substr(tag.begin, tag.inside_begin - tag.begin));
    take_metadata(tag, attributes);
    const Layout layout = layout_of(tag.name);
    if (layout == Layout::line_break) return end_block();
    if (layout == Layout::gap) gap_ = true;
    if (tag.name == "a") {
      in_link_ = attributes.has("href");
      link_depth_ = open_.size();
    }
    const bool block = is_block(tag.name);
    if (block) {
      end_block();
      close_implied(tag.name);
      starts_paragraph_ = starts_paragraph_ || layout == Layout::paragraph;
      starts_cell_ = tag.name == "td" || tag.name == "th";
    }
    if (tag.inside_end > tag.inside_begin || is_void(tag.name) || layout == Layout::hidden) return;
    const bool empty_drawing = is_in(tag.name, {"svg", "math"}) && html_[tag.inside_begin - 2] == '/';
    const bool hides = !empty_drawing && is_unseen(tag.name, attributes);
    if (open_.size() >= deepest || (!block && !hides && !is_hidden_by(tag.name))) return;
    open_.push_back({tag.name, block ? add_node(tag.name, attributes) : node(), hides});
    ++open_count_[tag.name];
    if (tag.name == "pre") ++preformatted_;
    if (!hides) return;
    ++hidden_;
    gap_ = true;
  }

  // Whether an element of that name hides what is being read: then its end tags have to be counted.
  bool is_hidden_by(std::string_view name) const {
    if (hidden_ == 0 || !is_open(name)) return false;
    return std::any_of(open_.begin(), open_.end(),
                       [&](const Open& open) { return open.hides && open.name == name; });
  }

  std::size_t add_node(const std::string& name, const HtmlAttributes& attributes) {
    HtmlNode made;
    made.parent = node();
    made.name = name;
    made.is_text = is_in(name, {"p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dd",
                                "dt", "ul", "ol", "dl"});
    set_part(made, attributes);
    page_.nodes.push_back(std::move(made));
    return page_.nodes.size() - 1;
  }

  void end(const std::string& name) {
    if (name == "a") in_link_ = false;
    if (name == time_element_ && --time_depth_ == 0) end_time();
    if (is_block(name)) end_block();
    if (layout_of(name) == Layout::paragraph) starts_paragraph_ = true;
    if (is_in(name, {"table", "td", "th", "tr", "tbody", "thead", "tfoot", "body", "html"})) {
      close(name, {"table"});
    } else {
      close(name, {"table", "td", "th", "caption"});
    }
  }

  // Most tags close nothing, which must not cost a search.
  bool is_open(std::string_view name) const {
    const auto found = open_count_.find(name);
    return found != open_count_.end() && found->second > 0;
  }

  // Closes the innermost element `name` and all in it, unless one of `bounds` is in between.
  void close(std::string_view name, Names bounds) { close_any({name}, bounds); }

  void close_from(std::size_t first) {
    for (std::size_t i = first; i < open_.size(); ++i) {
      if (open_[i].hides) --hidden_;
      if (open_[i].name == "pre") --preformatted_;
      --open_count_[open_[i].name];
    }
    open_.resize(first);
    if (first < link_depth_) in_link_ = false;  // the link was never closed
  }

  // Elements whose end tags may be left out end where `name` begins.
  void close_implied(std::string_view name) {
    if (is_in(name, {"td", "th"})) return close_any({"td", "th"}, {"table", "tr"});
    if (name == "tr") return close_any({"tr"}, {"table"});
    if (is_in(name, {"tbody", "thead", "tfoot"})) return close_any({"tbody", "thead", "tfoot"}, {"table"});
    close("p", {"table", "td", "th", "caption", "button", "body"});
    if (name == "li") close_any({"li"}, {"ul", "ol", "menu", "table", "td", "th", "body"});
    if (is_in(name, {"dt", "dd"})) close_any({"dt", "dd"}, {"dl", "table", "td", "th", "body"});
  }

  void close_any(Names names, Names bounds) {
    if (std::none_of(names.begin(), names.end(), [&](std::string_view name) { return is_open(name); }))
      return;
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (is_in(open_[i].name, names)) return close_from(i);
      if (is_in(open_[i].name, bounds)) return;
    }
  }

  void take_metadata(const Tag& tag, const HtmlAttributes& attributes) {
    const std::string_view inside = html_.substr(tag.inside_begin, tag.inside_end - tag.inside_begin);
    if (tag.name == "html")
      page_.lang = attributes["lang"].empty() ? attributes["xml:lang"] : attributes["lang"];
    if (tag.name == "title" && page_.title.empty()) page_.title = one_line(without_entities(inside));
    if (tag.name == "meta") take_meta(attributes);
    if (tag.name == "link" && ascii_small(attributes["rel"]) == "canonical" && page_.canonical.empty())
      page_.canonical = attributes["href"];
    if (tag.name == "script" && ascii_small(attributes["type"]).find("ld+json") != std::string::npos)
      page_.json_ld.push_back(inside);
    if (tag.name == time_element_ && tag.name != "time") ++time_depth_;
    if (tag.name != "meta") take_time(tag.name, attributes);
  }

  void take_meta(const HtmlAttributes& attributes) {
    for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
      if (!attributes[key].empty() && !attributes["content"].empty())
        return page_.meta.emplace_back(ascii_small(attributes[key]), attributes["content"]), void();
    }
  }

  void take_time(std::string_view name, const HtmlAttributes& attributes) {
    const std::string_view property = attributes["itemprop"];
    HtmlTime time;
    time.node = node();
    time.published = property == "datePublished" || attributes.has("pubdate");
    time.updated = property == "dateModified";
    const std::string classes = ascii_small(attributes["class"]);
    if (name == "time") {
      time.published = time.published || classes.find("publish") != std::string::npos;
      time.updated = time.updated || classes.find("updated") != std::string::npos ||
                     classes.find("modified") != std::string::npos;
      if (time.published) time.updated = false;  // WordPress: "published updated"
    } else if (!time.published && !time.updated) {
      if (!is_below_heading_ || has_date_by_class_ || !time_element_.empty() || !speaks_of_date(classes))
        return;
      time.by_class = has_date_by_class_ = true;
    }
    // <span itemprop=datePublished><time datetime=...>
    if (name == "time" && !time_element_.empty() && !time.updated) {
      time.published = time.published || page_.times.back().published;
      time.updated = page_.times.back().updated;
    }
    time.date = attributes[attributes.has("datetime") ? "datetime" : "content"];
    time_element_ = time.date.empty() && !is_void(name) ? name : std::string_view();
    time_depth_ = 1;
    time_text_.clear();
    page_.times.push_back(std::move(time));
  }

  void end_time() {
    page_.times.back().date = one_line(time_text_);
    time_element_.clear();
  }

  std::string_view html_;
  HtmlPage page_;
  std::vector<Open> open_;
  std::map<std::string, int, std::less<>> open_count_;  // by name
  std::string block_;                                   // the line under way
  std::size_t link_bytes_ = 0;
  bool is_below_heading_ = false;  // and above the story
  bool has_date_by_class_ = false;
  std::string time_element_;  // the name of that in which the date of the last of times is being read
  int time_depth_ = 0;        // how many of that name are open in it, itself among them
  std::string time_text_;
  bool in_link_ = false;
  std::size_t link_depth_ = 0;  // how many elements were open where the link began
  bool gap_ = false;
  bool starts_paragraph_ = false;
  bool starts_cell_ = false;
  int hidden_ = 0;  // open elements that hide
  int preformatted_ = 0;
};

// The address in the comment that browsers write where they save a page: "saved from url=(0021)https://..."
std::string address_saved_from(std::string_view html) {
  constexpr std::string_view mark = "<!-- saved from url=(";
  const std::string_view head = head_of(html, 2000);
  const std::size_t found = head.find(mark);
  if (found == std::string_view::npos) return {};
  const std::size_t begin = head.find(')', found);
  const std::size_t end = head.find_first_of(" >", std::min(begin, head.size()));
  return end == std::string_view::npos ? std::string() : std::string(head.substr(begin + 1, end - begin - 1));
}

}  // namespace

HtmlPage read_page(std::string_view html) {
  HtmlPage page = PageReader(html).read();
  page.saved_from = address_saved_from(html);
  return page;
}

}  // namespace kartotek
