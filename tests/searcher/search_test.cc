#include "searcher/search.h"

#include <gtest/gtest.h>

#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

const SmallIndex& articles() {
  static const SmallIndex index(
      R"({"id":"corvette","title":"Kyiv orders a corvette","date":"2020-12-14","countries":["UA","TR"],"source":"Sea Desk","lang":"en","body":"The ship will be built in Istanbul and delivered to the Ukrainian navy."}
{"id":"drone","title":"Baku shows its drones","date":"2021-06-26","countries":["AZ"],"lang":"en","body":"Drones of three kinds flew over the parade. A corvette was not shown. Nothing in it was about Georgia or Ukraine."}
{"id":"month","title":"Harbour works begin","date":"2021-06","countries":["TR"],"lang":"en","body":"The harbour will take a corvette and two patrol boats."}
{"id":"year","title":"A plan for the year","date":"2022","lang":"en","body":"The plan has a corvette in it."}
{"id":"undated","title":"Notes","lang":"en","body":"A corvette, a frigate and a tender."})");
  return index;
}

Question with(void (*change)(Question&)) {
  Question question;
  change(question);
  return question;
}

TEST(Search, PutsTheTitleBeforeThePassingWord) {
  EXPECT_EQ(articles().ask("corvette").hits.front().stored.article.id, "corvette");
}

TEST(Search, GivesEveryArticleNewestFirstAndUndatedLast) {
  EXPECT_EQ(articles().ids("*"), "year drone month corvette undated");
  EXPECT_EQ(articles().ids("*", with([](Question& q) { q.sort = Sort::oldest; })),
            "corvette month drone year undated");
}

TEST(Search, FindsADateInEveryRangeThatItOverlaps) {
  const auto between = [](Date from, Date to, bool undated = false) {
    Question question;
    question.from = from;
    question.to = to;
    question.include_undated = undated;
    return articles().ids("*", question);
  };
  EXPECT_EQ(between({2021, 6, 26}, {2021, 6, 26}), "drone month");
  EXPECT_EQ(between({2021, 6, 27}, {2021, 6, 30}), "month");
  EXPECT_EQ(between({2022, 3, 1}, {2022, 3, 2}), "year");
  EXPECT_EQ(between({2020, 12, 14}, {2020, 12, 14}), "corvette");
  EXPECT_EQ(between({2020, 12, 15}, {}), "year drone month");
  EXPECT_EQ(between({}, {2020}), "corvette");
  EXPECT_EQ(between({}, {2020}, true), "corvette undated");
  EXPECT_EQ(between({2030}, {2031}), "");
  const Page none = articles().ask("corvette", with([](Question& q) { q.from = {2030}; }));
  EXPECT_EQ(none.total, 0U);
  EXPECT_TRUE(none.total_is_exact);
  EXPECT_EQ(articles().ids("date:none"), "undated");
}

TEST(Search, FiltersByCountryAboutOrMentioned) {
  EXPECT_EQ(articles().ids("*", with([](Question& q) { q.countries = {"UA"}; })), "corvette");
  EXPECT_EQ(articles().ids("*", with([](Question& q) { q.mentions = {"UA"}; })), "drone corvette");
  EXPECT_EQ(articles().ids("corvette country:AZ"), "drone");
}

TEST(Search, CountsFacetsOverAllMatches) {
  const Page page =
      articles().ask("corvette", with([](Question& q) {
                       q.limit = 1;
                       q.facets = {FacetKind::country, FacetKind::year, FacetKind::month, FacetKind::source};
                     }));
  EXPECT_EQ(page.hits.size(), 1U);
  EXPECT_EQ(page.total, 5U);
  EXPECT_TRUE(page.total_is_exact);
  const auto rows = [&page](std::size_t i) {
    std::string out;
    for (const FacetRow& row : page.facets[i].rows) out += fmt::format("{}:{} ", row.value, row.count);
    return out;
  };
  EXPECT_EQ(rows(0), "TR:2 AZ:1 UA:1 ");
  EXPECT_EQ(rows(1), "2020:1 2021:2 2022:1 ");
  EXPECT_EQ(rows(2), "2020-12:1 2021-06:2 2022:1 ");
  EXPECT_EQ(page.facets[0].rows[0].label, "Türkiye");
}

TEST(Search, ReachesWordsOfTheTitleAndOfTheBodyByField) {
  EXPECT_EQ(articles().ids("title:corvette"), "corvette");
  EXPECT_EQ(articles().ask("body:corvette").total, 4U);
  EXPECT_EQ(articles().ids("body:drones"), "drone");
  EXPECT_EQ(articles().ids("body:Baku"), "");
}

TEST(Search, PagesWithoutGapOrOverlap) {
  std::string paged;
  for (std::size_t offset = 0; offset < 6; offset += 2)
    for (const Hit& hit : articles()
                              .ask("corvette",
                                   [offset] {
                                     Question question;
                                     question.offset = offset;
                                     question.limit = 2;
                                     return question;
                                   }())
                              .hits)
      paged += (paged.empty() ? "" : " ") + hit.stored.article.id;
  EXPECT_EQ(paged, articles().ids("corvette"));
}

TEST(Search, FindsArticlesByTheirId) {
  Index index = articles().open();
  EXPECT_EQ(index.article("drone")->article.title, "Baku shows its drones");
  EXPECT_FALSE(index.article("nothing"));
  EXPECT_EQ(articles().ids("id:month"), "month");
}

TEST(Search, RefusesAFolderWithoutAnIndex) {
  try {
    Index::open({"/nonexistent/index"});
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::index);
    EXPECT_FALSE(error.hint().empty());
  }
}

}  // namespace
}  // namespace kartotek
