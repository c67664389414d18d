#include "searcher/recency.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "searcher/ranking.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

TEST(Recency, ReadsHalfLives) {
  EXPECT_EQ(parse_half_life("90d"), 90);
  EXPECT_EQ(parse_half_life("2w"), 14);
  EXPECT_EQ(parse_half_life("6m"), 180);
  EXPECT_EQ(parse_half_life("1.5y"), 547.5);
  for (const char* wrong : {"", "d", "90", "0d", "-3d", "nand", "infd", "90dd", "90 d", "1e9d"})
    EXPECT_FALSE(parse_half_life(wrong).has_value()) << wrong;
}

const std::string& lines() {
  static const std::string all(
      R"({"id":"old","title":"","date":"2001-02-03","lang":"en","body":"A drone and a bird were here."}
{"id":"new","title":"","date":"2021-02-03","lang":"en","body":"A drone and another bird were here again."}
{"id":"month","title":"","date":"2020-02","lang":"en","body":"A drone and another bird were here again."}
{"id":"undated","title":"","lang":"en","body":"A drone and another bird were here again."}
{"id":"none","title":"","lang":"en","body":"A bird."}
{"id":"never","title":"","lang":"en","body":"A bird once more."})");
  return all;
}

const SmallIndex& articles() {
  static const SmallIndex index(lines());
  return index;
}

TEST(Recency, MovesNewArticlesUpAndChangesNoTotal) {
  Question question;
  question.collapse = false;
  EXPECT_EQ(articles().ids("drone", question).substr(0, 3), "old");
  question.half_life = 3650;
  EXPECT_EQ(articles().ids("drone", question), "new month old undated");
  EXPECT_EQ(articles().ask("drone", question).total, 4U);
}

TEST(Recency, IsOfAllShards) {
  const SmallIndex sharded(lines(), 3);
  Question question;
  question.collapse = false;
  question.half_life = 3650;
  EXPECT_EQ(sharded.ids("drone", question), articles().ids("drone", question));
}

TEST(Recency, FollowsItsFormula) {
  const Xapian::Database database = articles().database();
  const auto scores = [&](const Xapian::Query& query) {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Ranking().weighting(1));
    enquire.set_query(query);
    const Xapian::MSet found = enquire.get_mset(0, 10);
    std::map<Xapian::docid, double> by_article;
    for (auto match = found.begin(); match != found.end(); ++match) by_article[*match] = match.get_weight();
    return by_article;
  };
  const Xapian::Query drone("drone");
  const auto plain = scores(drone);
  double best = 0;
  for (const auto& [article, score] : plain) best = std::max(best, score);
  // The most that any article gains, in shares of the best score.
  const auto gain = [&](int year) {
    const std::chrono::sys_days today(std::chrono::year(year) / 2 / 3);
    double most = 0;
    for (const auto& [article, score] :
         scores(with_recency(drone, 730, Collection(database), Ranking().weighting(1), today)))
      most = std::max(most, (score - plain.at(article)) / best);
    return most;
  };
  EXPECT_NEAR(gain(2021), 0.5, 1e-9);   // today
  EXPECT_NEAR(gain(2023), 0.25, 1e-9);  // half of that after 730 days
  EXPECT_NEAR(gain(2010), 0.5, 1e-9);   // and never more
}

TEST(Recency, LeavesOtherOrdersAlone) {
  Question question;
  question.collapse = false;
  question.half_life = 10;
  question.sort = Sort::oldest;
  EXPECT_EQ(articles().ids("drone", question), "old month new undated");
}

}  // namespace
}  // namespace kartotek
