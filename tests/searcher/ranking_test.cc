#include "searcher/ranking.h"

#include <gtest/gtest.h>

#include <string>

#include "searcher/scoring.h"
#include "tests/searcher/small_index.h"

// What comes first of what matches.

namespace kartotek {
namespace {

std::string story(const std::string& id, const std::string& title, const std::string& body) {
  return R"({"id":")" + id + R"(","lang":"en","title":")" + title + R"(","body":")" + body + "\"}\n";
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text + ' ';
  return all;
}

const SmallIndex& articles() {
  static const SmallIndex index([] {
    std::string lines;
    lines +=
        story("oil", "Arabia pumps more oil", repeated("Arabia and its crude of the best kind are sold.", 4));
    lines += story("all", "Senators vote",
                   "A missile for Arabia was not to the liking of the congress, they said of the sale.");
    lines += story("sales", "Sale after sale", repeated("A sale here, a sale there.", 6));
    for (int i = 0; i < 40; ++i)
      lines += story("other" + std::to_string(i), "Harvest of the year",
                     "Rain fell on the hills of the north, number " + std::to_string(i) + ".");
    return lines;
  }());
  return index;
}

TEST(Ranking, PutsWhatHasAllWordsOfAShortQuestionFirst) {
  for (const char* question : {"missile sale Arabia congress", "Arabia congress", "sale Arabia missile"})
    EXPECT_TRUE(articles().ids(question).starts_with("all ")) << question << ": " << articles().ids(question);
}

TEST(Ranking, CountsThatAWordIsThereTheLessTheMoreWordsThereAre) {
  const Collection collection(articles().database());
  const Scoring scoring(collection, Ranking());
  const auto score = [&](std::size_t words) {
    Xapian::Enquire enquire(collection.database());
    enquire.set_weighting_scheme(Ranking().weighting(words));
    enquire.set_query(scoring.term("congress"));
    return enquire.get_mset(0, 1).begin().get_weight();
  };
  const double weight = scoring.weight({Xapian::Query("congress")});
  EXPECT_NEAR(score(1) - score(7), 2 * weight, 1e-9);
  EXPECT_NEAR(score(3) - score(7), 2 * weight, 1e-9);
  EXPECT_NEAR(score(5) - score(7), weight / 2, 1e-9);
  EXPECT_EQ(score(7), score(70));
}

TEST(Ranking, TrustsFeedbackTheMoreTheMoreWordsThereAre) {
  EXPECT_EQ(Ranking().feedback_share(4), 0);
  EXPECT_EQ(Ranking().feedback_share(5), 0.25);
  EXPECT_EQ(Ranking().feedback_share(8), 1);
  EXPECT_EQ(Ranking().feedback_share(80), 1);
}

TEST(WordWeights, WordsThatComeInBurstsWeighMore) {
  const WordWeights weights{2, 0.5, 0};
  EXPECT_NEAR(weights.weight(96, 396, 1000), 2 * weights.weight(96, 96, 1000), 1e-9);
  EXPECT_LT(weights.weight(1, 4, 1000), 1.3 * weights.weight(1, 1, 1000));  // chance
  EXPECT_EQ(weights.weight(10, 1000, 1000), weights.weight(10, 100'000, 1000));
  EXPECT_EQ(weights.weight(10, 0, 1000), weights.weight(10, 10, 1000));  // a term that is only there
}

TEST(WordWeights, NoWordWeighsNothing) {
  const WordWeights weights{2, 0.5, 0};
  EXPECT_GT(weights.weight(1000, 1000, 1000), 0);
  EXPECT_GT(weights.weight(0, 0, 0), 0);
  EXPECT_LT(weights.weight(1000, 1000, 1000), weights.weight(900, 900, 1000));
}

TEST(WordWeight, PromisesNoLessThanItGives) {
  const Xapian::Database database = articles().database();
  for (const char* term : {"arabia", "sale", "sales", "the", "congress", "number", "Sharvest"}) {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Ranking().weighting(2));
    enquire.set_query(Xapian::Query(term));
    const Xapian::MSet found = enquire.get_mset(0, 100);
    EXPECT_LE(found.get_max_attained(), found.get_max_possible() + 1e-9) << term;
  }
}

}  // namespace
}  // namespace kartotek
