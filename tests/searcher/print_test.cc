#include "searcher/print.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

// What no golden run can have in it: ids, titles and queries that would break a line, a field or a terminal.

namespace kartotek {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Hit hit_of(const std::string& id, const std::string& title) {
  Hit hit;
  hit.rank = 1;
  hit.score = 2;
  hit.stored.article.id = id;
  hit.stored.article.title = title;
  return hit;
}

std::string printed(const Page& page, const PrintOptions& options) {
  std::ostringstream out;
  print(page, options, out);
  return out.str();
}

std::string printed(const std::string& id, const std::string& title, OutputFormat format) {
  Page page;
  page.hits.push_back(hit_of(id, title));
  return printed(page, {.format = format, .query = {}, .qid = {}});
}

TEST(Print, QuotesFieldsOfCsvThatNeedIt) {
  const auto row = [](const std::string& title) { return printed("a", title, OutputFormat::csv); };
  EXPECT_THAT(row("Six boats"), StartsWith("1,2,a,Six boats,,"));
  EXPECT_THAT(row("Six, \"new\""), StartsWith("1,2,a,\"Six, \"\"new\"\"\",,"));
  EXPECT_THAT(row("Six\nboats"), StartsWith("1,2,a,\"Six\nboats\",,"));
  EXPECT_THAT(row("Six\rboats"), StartsWith("1,2,a,\"Six\rboats\",,"));
}

TEST(Print, KeepsTheFieldsOfATrecRunApart) {
  EXPECT_EQ(printed("a b\tc\nd", "", OutputFormat::trec), "1 Q0 a_b_c_d 1 2.000000 kartotek\n");
}

TEST(Print, SendsNoControlCharacterToATerminal) {
  Page page;
  page.understood = "\"boats \x1b[31m\"";
  page.suggestion = "boats \x1b[31m";
  page.hits.push_back(hit_of("a\x1b[31m",
                             "Six \xC2\x9B"
                             "boats"));
  page.hits.back().snippet = "Six\x07 boats";
  for (const bool color : {false, true}) {
    const std::string text = printed(
        page, {.format = OutputFormat::text, .color = color, .explain = true, .query = {}, .qid = "q\x1b"});
    EXPECT_THAT(text, HasSubstr("understood: \"boats  [31m\""));
    for (const char* sign : {"\x1b", "\x07", "\xC2\x9B"})
      EXPECT_EQ(text.find(sign), std::string::npos) << text;
  }
}

TEST(Print, MarksHighlightsByCodePoints) {
  Page page;
  page.hits.push_back(hit_of("a", "Şuşa boats"));
  page.hits.back().title_highlights = {{0, 4}};
  const PrintOptions colored{.format = OutputFormat::text, .color = true, .query = {}, .qid = {}};
  EXPECT_THAT(printed(page, colored), HasSubstr("1. \033[1;33mŞuşa\033[0m boats\n"));
}

}  // namespace
}  // namespace kartotek
