#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "corpus/clean.h"
#include "corpus/lines.h"

namespace kartotek {

// An article whose text is `marked` without its double brackets: what stands in them is no part of
// the story.
struct Sample {
  Article article;
  std::string story;  // the words outside the brackets

  explicit Sample(std::string_view marked, std::string_view title = {}) {
    article.title = title;
    std::string outside;
    bool is_out = false;
    for (std::size_t at = 0; at < marked.size(); ++at) {
      const std::string_view two = marked.substr(at, 2);
      if (two == "[[" || two == "]]") {
        is_out = two == "[[";
        outside += ' ';
        ++at;
        continue;
      }
      article.text += marked[at];
      if (!is_out) outside += marked[at];
    }
    story = one_line(outside);
  }
};

inline std::string body_of(Article article) {
  find_body(article);
  std::string body;
  for (const Span& span : article.body) {
    body += article.text.substr(span.begin, span.end - span.begin);
    body += ' ';
  }
  return one_line(body);
}

inline void expect_rows(const std::vector<std::string>& rows, std::string_view title = {}) {
  for (const std::string& marked : rows) {
    const Sample sample(marked, title);
    EXPECT_EQ(body_of(sample.article), sample.story) << marked;
  }
}

inline constexpr std::string_view prose =
    "The two ministers signed a letter of intent on the joint maintenance of patrol boats on Tuesday.";

inline std::string with_prose(std::string_view before, std::string_view after) {
  return std::string(before) + "\n" + std::string(prose) + "\n" + std::string(after);
}

}  // namespace kartotek
