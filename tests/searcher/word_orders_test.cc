#include "searcher/word_orders.h"

#include <gtest/gtest.h>

#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

TEST(WordOrders, AreThoseOfTheDatabaseAlone) {
  const SmallIndex small(R"({"id":"1","title":"Jets","body":"The jets are back.","lang":"en"})");
  const Xapian::Database here(small.generation().string());
  EXPECT_NE(WordOrders({{here, small.generation()}}).file_of(here), nullptr);
  EXPECT_EQ(WordOrders({{here, {}}}).file_of(here), nullptr) << "elsewhere";
  // A copy of it elsewhere may be behind.
  EXPECT_EQ(WordOrders({{here, small.generation()}, {here, {}}}).file_of(here), nullptr);
}

}  // namespace
}  // namespace kartotek
