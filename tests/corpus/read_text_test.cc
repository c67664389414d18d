#include "corpus/read_text.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace kartotek {
namespace {

std::vector<Article> read(std::string_view text) {
  std::vector<Article> articles;
  read_text(
      bytes_of(text), {"", "file.txt", "wire", "file.txt"},
      [&](Article&& article) { articles.push_back(std::move(article)); },
      [&](Reject&& reject) { ADD_FAILURE() << reject.reason; });
  return articles;
}

TEST(ReadText, ReadsAPageThatWasSavedAsText) {
  for (const std::string start : {"<!DOCTYPE html>\n<html>", "\xEF\xBB\xBF\n<HTML lang=en>"}) {
    const auto articles =
        read(start +
             "<head><title>Six boats for Norway</title>"
             "<meta property=\"article:published_time\" content=\"2024-03-03T10:00Z\"></head>"
             "<body><p>The navy of Norway will get six new boats.</p></body></html>");
    ASSERT_EQ(articles.size(), 1U);
    EXPECT_EQ(articles[0].id, "file.txt");
    EXPECT_EQ(articles[0].title, "Six boats for Norway");
    EXPECT_EQ(articles[0].given_date, "2024-03-03T10:00Z");
    EXPECT_EQ(articles[0].text.find('<'), std::string::npos) << articles[0].text;
  }
}

TEST(ReadText, ReadsAPieceOfAPage) {
  const std::string text = "<p><b>Six boats for Norway</b></p><p>OSLO &mdash; T&uuml;rkiye builds them.</p>";
  const auto articles = read(text);
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].title, "Six boats for Norway");
  EXPECT_NE(articles[0].text.find("OSLO — Türkiye builds them."), std::string::npos) << articles[0].text;
  EXPECT_NE(articles[0].extra.find("<b>Six boats"), std::string::npos) << articles[0].extra;
}

TEST(ReadText, LeavesATextWithTagsInItAsItIs) {
  for (const std::string_view text :
       {"Six boats\n\nThe navy of Norway<br>\nis glad.", "<SRD> to build six boats\n\nThe navy is glad.",
        "# Six boats\n\n<div class=\"x\">The navy is glad.</div>"}) {
    const auto articles = read(text);
    ASSERT_EQ(articles.size(), 1U);
    EXPECT_EQ(articles[0].text, text);
    EXPECT_EQ(articles[0].extra, "");
  }
}

}  // namespace
}  // namespace kartotek
