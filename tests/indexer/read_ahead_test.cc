#include "indexer/read_ahead.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace kartotek {
namespace {

constexpr int many = 1000;  // more than are read ahead

Article article(int number) {
  Article made;
  made.id = std::to_string(number);
  return made;
}

void read_many(const OnArticle& on_article, const OnReject& on_reject) {
  for (int i = 0; i < many; ++i) {
    on_article(article(i));
    if (i % 3 == 0) on_reject({.path = "a", .position = std::to_string(i), .reason = "r", .bytes = {}});
  }
}

TEST(ReadAhead, GivesAllInItsOrderInTheThreadThatAsks) {
  std::vector<std::string> expected;
  read_many([&](Article&& read) { expected.push_back(read.id); },
            [&](Reject&& reject) { expected.push_back("reject " + reject.position); });
  std::vector<std::string> taken;
  const auto own = std::this_thread::get_id();
  read_ahead(
      [&](const OnArticle& on_article, const OnReject& on_reject) {
        EXPECT_NE(std::this_thread::get_id(), own);
        read_many(on_article, on_reject);
      },
      [&](Article&& read) {
        EXPECT_EQ(std::this_thread::get_id(), own);
        taken.push_back(read.id);
      },
      [&](Reject&& reject) { taken.push_back("reject " + reject.position); });
  EXPECT_EQ(taken, expected);
}

TEST(ReadAhead, TellsOfAnErrorAfterWhatWasRead) {
  int taken = 0;
  const auto read = [](const OnArticle& on_article, const OnReject& on_reject) {
    read_many(on_article, on_reject);
    throw std::runtime_error("broken off");
  };
  EXPECT_THROW(read_ahead(
                   read, [&](Article&&) { ++taken; }, [](Reject&&) {}),
               std::runtime_error);
  EXPECT_EQ(taken, many);
}

TEST(ReadAhead, EndsReadingWhereNobodyTakes) {
  int read = 0;
  const auto read_on = [&read](const OnArticle& on_article, const OnReject&) {
    for (;; ++read) on_article(article(read));
  };
  const auto refuse = [](Article&&) { throw std::runtime_error("no more"); };
  EXPECT_THROW(read_ahead(read_on, refuse, [](Reject&&) {}), std::runtime_error);
  EXPECT_LT(read, many);
}

}  // namespace
}  // namespace kartotek
