#include "indexer/stars.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kartotek {
namespace {

using testing::ElementsAre;

TEST(Stars, ArePairsAndSingles) {
  EXPECT_THAT(star_centres({{1, 7}, {1, 5}, {1, 6}}, {{0, 1}}), ElementsAre(1, 1, 2));
}

TEST(Stars, CutAChainOfVersions) {
  // 0 - 1 - 2 - 3 - 4: the first and the last have nothing to do with each other.
  const auto centres =
      star_centres({{1, 1}, {1, 2}, {1, 3}, {1, 4}, {1, 5}}, {{0, 1}, {1, 2}, {2, 3}, {3, 4}});
  EXPECT_THAT(centres, ElementsAre(1, 1, 1, 3, 3));
}

TEST(Stars, GoByTheNumberOfArticles) {
  EXPECT_THAT(star_centres({{1, 1}, {1, 2}, {1, 3}, {9, 4}}, {{0, 1}, {1, 2}, {2, 3}}),
              ElementsAre(0, 2, 2, 2));
}

TEST(Stars, DoNotDependOnTheOrderOfNodes) {
  EXPECT_THAT(star_centres({{1, 1}, {1, 2}, {1, 3}, {1, 4}}, {{0, 1}, {1, 2}, {2, 3}}),
              ElementsAre(1, 1, 1, 3));
  EXPECT_THAT(star_centres({{1, 4}, {1, 3}, {1, 2}, {1, 1}}, {{2, 3}, {1, 2}, {0, 1}}),
              ElementsAre(0, 2, 2, 2));
}

}  // namespace
}  // namespace kartotek
