#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kartotek {

// What the JSON-LD of a page says of its article, as schema.org names it; "" for what it does not say.
struct JsonLd {
  std::string headline, published, modified, body, url, lang, author, publisher;
};

// Reads the contents of the script elements of a page. The first object counts that by its type is an
// article, or a posting on a blog, in social media or a forum, and has a headline or a date; also in arrays,
// @graph, mainEntity and mainEntityOfPage. A WebPage only gives dates the article does not, and all else
// nothing. A script that is no JSON is passed over. Thread-safe.
JsonLd read_json_ld(const std::vector<std::string_view>& scripts);

}  // namespace kartotek
