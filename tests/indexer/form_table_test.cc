#include "indexer/form_table.h"

#include <gtest/gtest.h>

#include <random>

namespace kartotek {
namespace {

Word word_of(std::string_view surface) { return {.term = std::string(surface), .exact = {}, .stem = {}}; }

TEST(FormTable, KeepsEveryFormApartAndInPlace) {
  FormTable table;
  std::mt19937 random(5);
  std::vector<std::pair<std::string, const Word*>> known;
  for (int i = 0; i < 20000; ++i) {
    std::string surface;
    for (auto length = random() % 12; length > 0; --length) surface += static_cast<char>('a' + random() % 3);
    const Word& word = table.get(surface, word_of);
    ASSERT_EQ(word.term, surface);
    known.emplace_back(surface, &word);
  }
  for (const auto& [surface, word] : known) ASSERT_EQ(&table.get(surface, word_of), word) << surface;
}

TEST(FormTable, AsksForAFormOnce) {
  FormTable table;
  int asked = 0;
  const auto count = [&asked](std::string_view surface) {
    ++asked;
    return word_of(surface);
  };
  for (const char* surface : {"a", "abc", "abcd", "abcdefg", "abcdefgh", "a\0b", "a", "abcdefgh", "abc"})
    table.get(surface, count);
  EXPECT_EQ(asked, 5);  // "a" ends at the zero here
  table.clear();
  EXPECT_EQ(table.size(), 0U);
}

TEST(FormTable, TellsZeroBytesFromNothing) {
  FormTable table;
  using namespace std::string_view_literals;
  for (const std::string_view surface : {""sv, "\0"sv, "\0\0"sv, "a"sv, "a\0"sv})
    EXPECT_EQ(table.get(surface, word_of).term, surface);
}

}  // namespace
}  // namespace kartotek
