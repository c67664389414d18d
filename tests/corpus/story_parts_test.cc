#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "corpus/stories.h"

namespace kartotek {
namespace {

using ::testing::SizeIs;

TEST(SplitStories, KeepsCountedPagesAndSceneBreaksInOneStory) {
  for (const std::string text :
       {"--- Page 1 ---\nNorway orders boats\n\nThe navy said that the boats left\n--- Page 2 ---\nthe bay.",
        "=== Часть 1 ===\nФлот купит катера\nФлот рад.\n=== Часть 2 ===\nЭкипажи тоже рады.",
        "Norway orders boats\n\nThe navy is glad.\n\n***\n\nThe view from the bay\n"
        "Bergen – the city that never built a boat – has changed since the first yard opened."})
    EXPECT_THAT(split_stories(text), SizeIs(1)) << text;
}

TEST(SplitStories, TakesAHeadlineForATitleThoughItBeginsAsALinkOrASection) {
  const std::string prose = "\n\n14 March 2024\n\nThe navy showed it on Monday. The crews were glad.";
  for (const std::string title : {"Watch: six boats leave the bay", "News | Navy orders six boats"})
    EXPECT_EQ(split_stories(title + prose).at(0).title, title);
}

}  // namespace
}  // namespace kartotek
