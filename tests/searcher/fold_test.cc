#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/searcher/small_index.h"

// Near-duplicates in answers: folded, counted, never lost.
namespace kartotek {
namespace {

const std::string story =
    "Engineers of the fleet tested a drone boat in the bay for the third time and reached the far shore "
    "without help. "
    "The boat carries no crew, listens for mines and marks them on a map that ships behind it can read.";

std::string line(const std::string& id, const std::string& body, const std::string& more = "") {
  nlohmann::json article{{"id", id}, {"title", ""}, {"body", body}};
  if (!more.empty()) article["date"] = more;
  return article.dump() + "\n";
}

// Thirty stories of their own that mention the drone, and `copies` of one story.
std::string archive(int copies) {
  std::string lines;
  for (int i = 0; i < copies; ++i)
    lines += line("copy" + std::to_string(i),
                  "(Agency " + std::string(1, static_cast<char>('A' + i % 26)) + ") " + story,
                  i % 2 == 0 ? "2021-04-15" : "2022-05-01");
  for (int i = 0; i < 30; ++i) {
    std::string body = "A drone was seen over";
    for (int k = 0; k < 12; ++k)
      body += " place" + std::string(1, static_cast<char>('a' + i % 26)) +
              std::string(1, static_cast<char>('a' + k)) + std::string(1, static_cast<char>('a' + i / 26));
    lines += line("own" + std::to_string(i), body);
  }
  return lines;
}

std::size_t articles_in(const Page& page) {
  std::size_t articles = 0;
  for (const Hit& hit : page.hits) articles += 1 + hit.duplicates;
  return articles;
}

TEST(Fold, ShowsOneOfAGroupWithACount) {
  const SmallIndex index(archive(5));
  Question all;
  all.limit = 0;
  const Page page = index.ask("mines", all);
  ASSERT_EQ(page.hits.size(), 1U);
  EXPECT_EQ(page.hits[0].duplicates, 4U);
  EXPECT_EQ(page.total, 5U);
  all.collapse = false;
  EXPECT_EQ(index.ask("mines", all).hits.size(), 5U);
  EXPECT_EQ(articles_in(index.ask("mines", all)), 5U);
}

TEST(Fold, ListsTheArticlesOfAGroup) {
  const SmallIndex index(archive(5));
  Question question;
  question.collapse = false;
  question.duplicates_of = index.ids("mines");
  EXPECT_EQ(index.ask("*", question).total, 5U);
  EXPECT_EQ(index.ask("placeaaa", question).total, 0U);  // The query is asked, too.
  question.duplicates_of = "own1";
  EXPECT_EQ(index.ids("*", question), "own1");
  question.duplicates_of = "nothing";
  EXPECT_EQ(index.ids("*", question), "");
}

TEST(Fold, CountsOnlyWhatMatches) {
  const SmallIndex index(archive(5));
  Question of_2021;
  of_2021.from = {2021, 0, 0};
  of_2021.to = {2021, 0, 0};
  const Page page = index.ask("mines", of_2021);
  ASSERT_EQ(page.hits.size(), 1U);
  EXPECT_EQ(page.hits[0].duplicates, 2U);
}

TEST(Fold, TotalsAndFacetsCountEveryArticle) {
  const SmallIndex index(archive(9));
  for (const char* query : {"drone", "*", "drone boat", "\"the bay\"", "drone -placeaaa"})
    for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, std::size_t{7}})
      for (const std::size_t offset : {std::size_t{0}, std::size_t{3}}) {
        Question question;
        question.limit = limit;
        question.offset = offset;
        question.facets = {FacetKind::year, FacetKind::month, FacetKind::lang, FacetKind::source};
        const Page folded = index.ask(query, question);
        question.collapse = false;
        const Page every = index.ask(query, question);
        EXPECT_TRUE(folded.total_is_exact);
        EXPECT_EQ(folded.total, every.total) << query;
        if (limit == 0 && offset == 0) {
          EXPECT_EQ(articles_in(folded), folded.total) << query;
        }
        ASSERT_EQ(folded.facets.size(), every.facets.size());
        for (std::size_t i = 0; i < every.facets.size(); ++i) {
          ASSERT_EQ(folded.facets[i].rows.size(), every.facets[i].rows.size());
          for (std::size_t k = 0; k < every.facets[i].rows.size(); ++k)
            EXPECT_EQ(folded.facets[i].rows[k].count, every.facets[i].rows[k].count);
        }
      }
}

// Many copies rank first: the first pages have to look past all of them.
TEST(Fold, PagesAreTheWholeListInPieces) {
  const SmallIndex index(archive(40));
  for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest})
    for (const char* query : {"drone boat", "*"}) {
      Question question;
      question.sort = sort;
      question.limit = 0;
      const std::string whole = index.ids(query, question);
      const Page all = index.ask(query, question);
      const bool is_everything = query == std::string_view("*");  // which is never folded
      EXPECT_EQ(all.hits.size(), is_everything ? all.total : 31U);
      std::string pieces;
      question.limit = 4;
      for (std::size_t offset = 0; offset < all.hits.size() + 5; offset += 4) {
        question.offset = offset;
        const Page page = index.ask(query, question);
        for (std::size_t i = 0; i < page.hits.size(); ++i) {
          EXPECT_EQ(page.hits[i].rank, offset + i + 1);
          pieces += (pieces.empty() ? "" : " ") + page.hits[i].stored.article.id;
        }
      }
      EXPECT_EQ(pieces, whole) << query;
    }
}

TEST(Fold, ShowsTheBestOfAGroup) {
  const SmallIndex index(archive(6));
  Question question;
  question.sort = Sort::newest;
  ASSERT_FALSE(index.ask("mines", question).hits.empty());
  EXPECT_EQ(to_string(index.ask("mines", question).hits[0].stored.article.date), "2022-05-01");
  question.sort = Sort::oldest;
  EXPECT_EQ(to_string(index.ask("mines", question).hits[0].stored.article.date), "2021-04-15");
}

}  // namespace
}  // namespace kartotek
