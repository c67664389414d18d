#include "searcher/api_question.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/error.h"
#include "searcher/query.h"

namespace kartotek {
namespace {

Question asked(const std::string& parameters) {
  return search_question(*parse_target("/api/search?" + parameters)).question;
}

std::string refused(const std::string& target) {
  try {
    const auto parsed = parse_target(target);
    if (parsed->path == "/api/search")
      search_question(*parsed);
    else
      article_question(*parsed, "/api/article");
  } catch (const Error& error) {
    return error.what();
  }
  return "taken";
}

TEST(ApiQuestion, TakesWhatTheOptionsTake) {
  const Question question = asked(
      "q=drone&from=2020&to=2021-06&include_undated=1&country=T%C3%BCrkiye&country=AZ&mentions=RU&lang="
      "Azerbaijani"
      "&source=Baku-Wire&sort=newest&limit=3&offset=6&facets=country,year&exact=1&no_collapse=1&snippet=80"
      "&related=1&explain=1&recency=2w&added_since=2021-04-15");
  EXPECT_EQ(question.from, (Date{2020, 0, 0}));
  EXPECT_EQ(question.to, (Date{2021, 6, 0}));
  EXPECT_TRUE(question.include_undated);
  EXPECT_THAT(question.countries, testing::ElementsAre("TR", "AZ"));
  EXPECT_THAT(question.mentions, testing::ElementsAre("RU"));
  EXPECT_THAT(question.languages, testing::ElementsAre("az"));
  EXPECT_THAT(question.sources, testing::ElementsAre("baku-wire"));
  EXPECT_EQ(question.limit, 3U);
  EXPECT_EQ(question.offset, 6U);
  EXPECT_THAT(question.facets, testing::ElementsAre(FacetKind::country, FacetKind::year));
  EXPECT_TRUE(question.exact);
  EXPECT_FALSE(question.collapse);
  EXPECT_EQ(question.snippet_length, 80U);
  EXPECT_TRUE(question.related);
  EXPECT_TRUE(question.explain);
  EXPECT_EQ(question.half_life, 14);
  EXPECT_THAT(question.added_since, testing::StartsWith("2021-04-15T00:00"));
}

TEST(ApiQuestion, TakesAnEmptyValueForNone) {
  const Question question = asked("q=drone&from=&country=&limit=&exact=");
  EXPECT_FALSE(question.from.known());
  EXPECT_TRUE(question.countries.empty());
  EXPECT_EQ(question.limit, 10U);
}

TEST(ApiQuestion, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(refused("/api/search?q=drone&contry=TR"), "there is no parameter contry");
  EXPECT_EQ(refused("/api/search?q=drone&limit=ten"), "limit=ten is not a number");
  EXPECT_EQ(refused("/api/search?q=drone&limit=-1"), "limit=-1 is not a number");
  EXPECT_EQ(refused("/api/search?q=drone&offset=10x"), "offset=10x is not a number");
  EXPECT_EQ(refused("/api/search?q=drone&exact=yes"), "exact=yes is neither 0 nor 1");
  EXPECT_EQ(refused("/api/search?q=drone&format=trec"), "there is no format trec");
  EXPECT_EQ(refused("/api/search?q=drone&from=2021&to=2020"), "from is after to");
  EXPECT_EQ(refused("/api/article/x?page=2"), "there is no parameter page");
}

TEST(ArticleQuestion, FindsTheIdInThePathOrAmongTheParameters) {
  EXPECT_EQ(article_question(*parse_target("/api/article/a/b.txt%232"), "/api/article").id, "a/b.txt#2");
  EXPECT_EQ(article_question(*parse_target("/api/article?id=../a"), "/api/article").id, "../a");
  EXPECT_EQ(article_question(*parse_target("/api/article/a?q=drone"), "/api/article").text, "drone");
}

}  // namespace
}  // namespace kartotek
