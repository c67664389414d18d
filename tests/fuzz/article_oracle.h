#pragma once

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "corpus/article.h"
#include "corpus/unicode.h"

namespace kartotek {

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

inline bool is_boundary(const std::string& text, std::size_t at) {
  return at <= text.size() && (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
}

// What holds of every article, whatever was read.
inline void check(const Article& article) {
  std::vector<std::string> strings = {article.id,    article.source, article.path,
                                      article.title, article.text,   article.url,
                                      article.lang,  article.extra,  article.given_date};
  for (const auto* more : {&article.given_countries, &article.evidence, &article.warnings}) {
    strings.insert(strings.end(), more->begin(), more->end());
  }
  for (const std::string& text : strings) require(is_valid_utf8(text), "well-formed UTF-8");
  require(!article.id.empty() && !article.source.empty(), "an id and a source");
  require(!article.title.empty() || !article.text.empty(), "title or text");
  require(article.title.find('\n') == std::string::npos, "a title of one line");
  require(article.extra.empty() || nlohmann::json::parse(article.extra).is_object(),
          "extra is a JSON object");
  std::size_t end = 0;
  for (const Span& span : article.body) {
    require(span.begin >= end && span.begin < span.end, "spans ascend");
    require(is_boundary(article.text, span.begin) && is_boundary(article.text, span.end),
            "spans on boundaries");
    end = span.end;
  }
}

}  // namespace kartotek
