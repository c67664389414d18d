#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index_corpus.h"
#include "searcher/parse_query.h"
#include "searcher/search.h"
#include "tests/searcher/small_index.h"

// What a long-lived program asks of an index: hits one at a time, a time limit, what has been written since.

namespace kartotek {
namespace {

using testing::ElementsAre;

constexpr const char* three =
    R"({"id":"a","title":"Corvette sails","body":"The corvette left. Corvettes do.","date":"2021-04-15","lang":"en"}
{"id":"b","title":"Corvette stays","body":"Another corvette did not.","date":"2022-04-15","lang":"en"}
{"id":"c","title":"Tank","body":"A tank.","date":"2023-04-15","lang":"en"}
)";

Question newest(const std::string& query) {
  Question question;
  question.query = parse_query(query);
  question.sort = Sort::newest;
  return question;
}

TEST(Index, HandsOverHitsOneAtATime) {
  const SmallIndex small(three);
  Index index = small.open();
  std::vector<std::string> ids;
  const Page page = index.search(newest("*"), [&](const Page& so_far, Hit hit) {
    EXPECT_EQ(so_far.total, 3U);
    ids.push_back(hit.stored.article.id);
    return ids.size() < 2;
  });
  EXPECT_THAT(ids, ElementsAre("c", "b"));
  EXPECT_TRUE(page.hits.empty());
}

TEST(Index, GivesUpAtTheDeadline) {
  const SmallIndex small(three);
  Question question = newest("corvette");
  question.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  EXPECT_THROW(small.open().search(question), TooCostly);
  question.deadline = std::chrono::steady_clock::now() + std::chrono::minutes(5);
  EXPECT_EQ(small.open().search(question).total, 2U);
}

TEST(Index, MarksWhatAQueryFindsInAnArticle) {
  const SmallIndex small(three);
  Index index = small.open();
  const StoredArticle stored = index.article("a").value();
  using Place = std::pair<std::size_t, std::size_t>;
  const Index::Marks marks = index.marks(stored.article, parse_query("corvette"), false);
  EXPECT_THAT(marks.title, ElementsAre(Place{0, 8}));
  EXPECT_THAT(marks.text, ElementsAre(Place{4, 12}, Place{19, 28}));
  EXPECT_THAT(index.marks(stored.article, parse_query("corvette"), true).text, ElementsAre(Place{4, 12}));
}

TEST(Index, MovesOnToWhatWasWrittenSince) {
  const SmallIndex small(three);
  Index index = small.open();
  for (const bool rebuild : {false, true}) {
    const std::string id = rebuild ? "e" : "d";
    small.add(R"({"id":")" + id + R"(","title":"Corvette","body":"New.","lang":"en"})", rebuild);
    EXPECT_FALSE(index.article(id).has_value());
    index.refresh();
    EXPECT_TRUE(index.article(id).has_value());
  }
}

}  // namespace
}  // namespace kartotek
