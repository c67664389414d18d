#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kartotek {

// White space of HTML (Living Standard, 13.1.2): ASCII's but for the vertical tab.
inline bool is_html_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// What an element does to the text around it on a page.
enum class Layout {
  none,        // b, a, span: nothing
  gap,         // img, td: sets apart without a new line
  line_break,  // br: always a line end of its own
  line,        // div, li: begins a line
  paragraph,   // p, h1, table: set off by an empty line
  hidden,      // script, style: its content is no text
};

// By the name of the element, in small letters; `none` for one not known.
Layout layout_of(std::string_view name);

// A tag, a comment or a declaration: the bytes [begin, end) of some HTML that are no text.
struct Tag {
  std::size_t begin = 0;
  std::size_t end = 0;    // behind the end tag for elements whose content is no text
  std::string name;       // in small letters; "" for comments and declarations
  bool closes = false;    // an end tag
  bool is_proof = false;  // something nobody writes in plain text: see looks_like_markup()
  // Of a tag: [begin, inside_begin) is the tag itself, and [inside_begin, inside_end) the content that is no
  // text.
  std::size_t inside_begin = 0;
  std::size_t inside_end = 0;
};

// Finds the tags of some HTML in order, as browsers do, except that what never ends hides nothing.
// Linear in the text over all calls. Not thread-safe.
class TagReader {
 public:
  enum class Reading {
    piece,  // may be plain text: what is no element of HTML, nor has an attribute or a name with - or :, is
            // text
    page,   // is HTML: all tags are, a script that never ends goes to the end, and the contents of title
            // and textarea are no text
  };
  // `html` must outlive the reader.
  explicit TagReader(std::string_view html, Reading reading = Reading::piece)
      : html_(html), is_page_(reading == Reading::page) {}
  std::optional<Tag> next();

 private:
  std::optional<Tag> declaration_at(std::size_t at);
  std::optional<Tag> tag_at(std::size_t at);
  std::size_t end_of_tag(std::size_t name_end);
  std::size_t end_of_name(std::size_t name_begin) const;
  void skip_inside(Tag& tag);

  std::string_view html_;
  bool is_page_;
  std::size_t at_ = 0;
  // What was once looked for in vain is not looked for again: that keeps hostile text linear.
  bool no_more_ends_ = false;  // no ">"
  bool no_more_comment_ends_ = false;
  bool quotes_mislead_ = false;  // a quoted value ran to the end
  std::array<bool, 8> no_more_end_tags_{};
};

}  // namespace kartotek
