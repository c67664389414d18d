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

TEST(Related, IsSilentUnlessAsked) { EXPECT_TRUE(articles().ask("drone").related.empty()); }

}  // namespace
}  // namespace kartotek
