#include "indexer/form_table.h"

#include <gtest/gtest.h>

#include <random>

namespace kartotek {
namespace {

Word word_of(std::string_view surface) { return {.term = std::string(surface), .exact = {}, .stem = {}}; }

const Word& word_in(FormTable& table, std::string_view surface) {
  return table.get(surface, FormTable::key_of(surface), word_of);
}

TEST(FormTable, KeepsEveryFormApartAndInPlace) {
  FormTable table;
  std::mt19937 random(5);
  std::vector<std::pair<std::string, const Word*>> known;
  for (int i = 0; i < 20000; ++i) {
    std::string surface;
    for (auto length = random() % 12; length > 0; --length) surface += static_cast<char>('a' + random() % 3);
    const Word& word = word_in(table, surface);
    ASSERT_EQ(word.term, surface);
    known.emplace_back(surface, &word);
  }
  for (const auto& [surface, word] : known) ASSERT_EQ(&word_in(table, surface), word) << surface;
}

TEST(FormTable, AsksForAFormOnce) {
  FormTable table;
  int asked = 0;
  const auto count = [&asked](std::string_view surface) {
    ++asked;
    return word_of(surface);
  };
  for (const char* surface : {"a", "abc", "abcd", "abcdefg", "abcdefgh", "a\0b", "a", "abcdefgh", "abc"})
    table.get(surface, FormTable::key_of(surface), count);
  EXPECT_EQ(asked, 5);  // "a" ends at the zero here
  table.clear();
  EXPECT_EQ(table.size(), 0U);
}

TEST(FormTable, TellsZeroBytesFromNothing) {
  FormTable table;
  using namespace std::string_view_literals;
  for (const std::string_view surface : {""sv, "\0"sv, "\0\0"sv, "a"sv, "a\0"sv})
    EXPECT_EQ(word_in(table, surface).term, surface);
}

TEST(FormTable, HasOneKeyForAFormWhateverIsReadableBehindIt) {
  const std::string text = "Azerbaijani diplomats'' and what stands behind them in a text";
  for (std::size_t size = 0; size <= 20; ++size) {
    const std::string_view surface = std::string_view(text).substr(0, size);
    EXPECT_EQ(FormTable::key_of(surface), FormTable::key_of(surface, text.size())) << surface;
    EXPECT_EQ(FormTable::key_of(surface), FormTable::key_of(std::string(surface), size)) << surface;
  }
}

}  // namespace
}  // namespace kartotek
