#include "searcher/name_evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

NameUse use(unsigned with_capital, unsigned without) { return {with_capital, without}; }

TEST(NameUse, CountsCapitalsInsideOfSentences) {
  EXPECT_EQ(name_use("He met Aliyev, and Aliyev's men.", "aliyev"), use(2, 0));
  EXPECT_EQ(name_use("Oil fell. Oil rose! He said: Oil\nand oil of Standard Oil.", "oil"), use(1, 1));
  EXPECT_EQ(name_use("«Нафта» сказала, что Алиев и алиев", "алиев"), use(1, 1));
  EXPECT_EQ(name_use("dün Əliyev geldi", "eliyev"), use(1, 0));
}

TEST(NameUse, PassesOverLinesOfCapitalsAndBeginnings) {
  EXPECT_EQ(name_use("CHAD SAID TO WIN", "said"), use(0, 0));
  EXPECT_EQ(name_use("Chad", "chad"), use(0, 0));
  EXPECT_EQ(name_use("", "chad"), use(0, 0));
  EXPECT_EQ(name_use("the chadian army", "chad"), use(0, 0));
}

const SmallIndex& articles() {
  static const SmallIndex index(
      R"({"id":"chad","title":"Chad","lang":"en","body":"The army of Chad won, it was said in the capital by men."}
{"id":"said","title":"OIL RISE SAID TO END","lang":"en","body":"Dealers said that oil of the north is sold at the port."}
{"id":"yol","title":"Yol","lang":"tr","body":"Bugün yol kapandı, ve Türk Yol Partisi kızdı."}
{"id":"edward","title":"Saeed","lang":"en","body":"In the town of Saeed there is no end of Kulieva and Quliyeva."})");
  return index;
}

std::vector<std::string> widened(const std::string& query) {
  std::vector<std::string> all;
  for (const Expansion& expansion : articles().ask(query).expansions)
    all.insert(all.end(), expansion.to.begin(), expansion.to.end());
  return all;
}

TEST(NameEvidence, AWordIsNotWidenedAsNamesAre) {
  EXPECT_THAT(widened("oil"), testing::IsEmpty());
  EXPECT_THAT(widened("said"), testing::IsEmpty());
  EXPECT_FALSE(is_written_as_name("oil", Collection(articles().database())));
}

TEST(NameEvidence, ANameIsNotWidenedToAWord) {
  EXPECT_THAT(widened("Chad"), testing::Not(testing::Contains("said")));
  EXPECT_TRUE(is_written_as_name("chad", Collection(articles().database())));
}

TEST(NameEvidence, ANameInTheIndexOrNotIsWidenedToNames) {
  EXPECT_THAT(widened("Kulieva"), testing::Contains("quliyeva"));
  EXPECT_THAT(widened("Guliyeva"), testing::IsSupersetOf({"kulieva", "quliyeva"}));
}

}  // namespace
}  // namespace kartotek
