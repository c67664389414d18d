#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kartotek {

// What the JSON-LD of a page says of its article, as schema.org names it; "" for what it does not say.
struct JsonLd {
  std::string headline, published, modified, body, url, lang, author, publisher;
};

// Reads the contents of the script elements of a page. The first object of a type "...Article", "...Posting"
// or "...NewsReport" that has a headline or a date counts, also in arrays, @graph, mainEntity and
// mainEntityOfPage; a WebPage only gives dates the article does not, and all else nothing. A script that is
// no JSON is passed over. Thread-safe.
JsonLd read_json_ld(const std::vector<std::string_view>& scripts);

}  // namespace kartotek
