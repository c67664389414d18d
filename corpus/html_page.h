#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/article.h"

namespace kartotek {

// An element of a page that is laid out as a block, with what its tag says of its part in the page.
struct HtmlNode {
  enum class Part { none, article, main, body, aside, comments };
  std::size_t parent = 0;  // its number; that of the root is its own
  std::string name;        // "div"; "" for the root
  std::string css_class;   // as written
  Part part = Part::none;  // `body`: the story by itemprop; `aside`: nav, footer, related links, buttons ...
  bool is_text = false;    // holds text rather than other blocks: p, li, h2
  bool speaks_of_story = false;  // its class or id has a word such as "article" or "content"
};

// A line or a paragraph of what is to be seen on a page.
struct HtmlBlock {
  Span text;                   // in HtmlPage::text
  std::size_t node = 0;        // the innermost it stands in
  std::size_t link_bytes = 0;  // how much of it is links
};

// A date on the page: <time>, an itemprop that says so, or the first element between heading and story whose
// class does.
struct HtmlTime {
  std::string date;  // as written
  std::size_t node = 0;
  bool published = false;  // that it says so
  bool updated = false;
  bool by_class = false;  // that nothing else says so
};

struct HtmlPage {
  std::string
      text;  // all that is to be seen, a line a block; cells of a short row stand in one, " | " between
  std::vector<HtmlNode> nodes;    // parents before children
  std::vector<HtmlBlock> blocks;  // in order
  std::vector<HtmlTime> times;
  std::vector<std::pair<std::string, std::string>> meta;  // name or property in small letters, content
  std::vector<std::string_view> json_ld;                  // views into the HTML
  std::string title, canonical, lang;
  std::string saved_from;  // the address that the browser which saved the page wrote into it
};

// Reads a page as browsers do where it matters for its text: elements that are never closed, closed
// twice or nested wrongly, end tags that are left out, scripts, comments, character references. Unlike
// the tree that the HTML standard builds, whose size is quadratic in some pages, this is linear in
// time and memory: inline elements need no nodes, and none is nested deeper than 512, as in browsers.
// Never fails. Thread-safe.
HtmlPage read_page(std::string_view html);

}  // namespace kartotek
