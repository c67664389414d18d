#include "searcher/related.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

const SmallIndex& articles() {
  static const SmallIndex index(
      R"({"id":"1","title":"Drone","lang":"en","body":"The drone of Baykar flew over Ankara with the Erdoğan family."}
{"id":"2","title":"Drones","lang":"en","body":"Drones were sold by Baykar, and Erdoğan was pleased with them."}
{"id":"3","title":"Harvest","lang":"en","body":"Wheat was sold in the north with much rain."}
{"id":"4","title":"Rain","lang":"en","body":"It rains with no end."})");
  return index;
}

TEST(Related, NamesWhatTheHitsShareAsTheyWriteIt) {
  Question question;
  question.related = true;
  const std::vector<std::string> words = articles().ask("drone", question).related;
  EXPECT_THAT(words, testing::IsSupersetOf({"Baykar", "Erdoğan"}));
  for (const char* other : {"drone", "Drone", "Drones", "with", "Wheat", "Ankara"})
    EXPECT_THAT(words, testing::Not(testing::Contains(other)));
}

TEST(Related, IsOfTheFirstTenHits) {
  std::string lines;
  for (int i = 1; i <= 12; ++i)
    lines += fmt::format(
        R"({{"id":"{0}","title":"Note","lang":"en","date":"2024-05-{0:02}","body":"The drone of {1} and {2}."}})"
        "\n",
        i, i <= 2 ? "Baykar" : fmt::format("yard{}", i), i >= 10 ? "Aselsan" : fmt::format("crew{}", i));
  const SmallIndex many(lines);
  Question question;
  question.related = true;
  question.sort = Sort::oldest;
  question.limit = 12;
  const std::vector<std::string> words = many.ask("drone", question).related;
  EXPECT_THAT(words, testing::Contains("Baykar"));
  EXPECT_THAT(words, testing::Not(testing::Contains("Aselsan"))) << "of the tenth and of two behind it";
}

TEST(Related, IsSilentUnlessAsked) { EXPECT_TRUE(articles().ask("drone").related.empty()); }

}  // namespace
}  // namespace kartotek
