#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kartotek {

// The attributes of a tag, "<name a=b c='d' e>": names in small letters, of one given twice the first.
// Values have their character references decoded and no white space around them. Only the first 64
// attributes count. Linear in the tag.
class HtmlAttributes {
 public:
  // `tag` from "<" to ">".
  explicit HtmlAttributes(std::string_view tag);
  // "" for one without a value or not there.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const { return find(name) != nullptr; }

 private:
  const std::string* find(std::string_view name) const;
  std::vector<std::pair<std::string, std::string>> all_;
};

// `text` with its character references decoded.
std::string without_entities(std::string_view text);

}  // namespace kartotek
