#include "searcher/recency.h"

#include <gtest/gtest.h>

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

const SmallIndex& articles() {
  static const SmallIndex index(
      R"({"id":"old","title":"","date":"2001-02-03","lang":"en","body":"A drone and a bird were here."}
{"id":"new","title":"","date":"2021-02-03","lang":"en","body":"A drone and another bird were here again."}
{"id":"month","title":"","date":"2020-02","lang":"en","body":"A drone and another bird were here again."}
{"id":"undated","title":"","lang":"en","body":"A drone and another bird were here again."}
{"id":"none","title":"","lang":"en","body":"A bird."}
{"id":"never","title":"","lang":"en","body":"A bird once more."})");
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

TEST(Recency, FollowsItsFormula) {
  const Xapian::Database database = articles().database();
  const auto score = [&](int year) {
    Xapian::Enquire enquire(database);
    enquire.set_query(with_recency(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query("drone"), 0),
                                   8, 730, std::chrono::sys_days(std::chrono::year(year) / 2 / 3)));
    return enquire.get_mset(0, 1).begin().get_weight();
  };
  EXPECT_NEAR(score(2021), 4, 1e-9);  // half of the best, today
  EXPECT_NEAR(score(2023), 2, 1e-9);  // half of that after 730 days
  EXPECT_NEAR(score(2010), 4, 1e-9);  // and never more
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
