#include "corpus/table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

TEST(SortedTable, FindsEachRowByItsFirstCell) {
  const std::string table = "a\t1\nab\t22\nb\t\ncd e\t3\nzz\t4\n";
  EXPECT_EQ(find_in_sorted(table, "a"), "1");
  EXPECT_EQ(find_in_sorted(table, "ab"), "22");
  EXPECT_EQ(find_in_sorted(table, "b"), "");
  EXPECT_EQ(find_in_sorted(table, "cd e"), "3");
  EXPECT_EQ(find_in_sorted(table, "zz"), "4");
  for (const char* key : {"", "A", "aa", "abc", "c", "cd", "zzz", "a\t1", "ab\n"})
    EXPECT_FALSE(find_in_sorted(table, key)) << key;
}

TEST(SortedTable, MayBeEmptyOrOfOneRow) {
  EXPECT_FALSE(find_in_sorted("", "a"));
  EXPECT_EQ(find_in_sorted("a\t1", "a"), "1");
  EXPECT_FALSE(find_in_sorted("a\t1", "b"));
}

TEST(SortedTable, HasAllSpellingsFoldedWhenTheProgramsAreBuilt) {
  const std::string_view folded = embedded("stopwords/variants.folded");
  const std::string_view table = embedded("stopwords/variants.tsv");
  for_each_row("stopwords/variants.tsv", [&](std::string_view row) {
    for (const std::string_view spelling : cells_of(row)) {
      const auto found = find_in_sorted(folded, fold(spelling));
      ASSERT_TRUE(found) << spelling;
      // Its row, or one before that has a spelling that folds alike.
      const std::size_t begin = std::stoul(std::string(*found));
      ASSERT_LE(begin, static_cast<std::size_t>(row.data() - table.data())) << spelling;
      bool has = false;
      for (const std::string_view cell : cells_of(table.substr(begin, table.find('\n', begin) - begin)))
        has = has || fold(cell) == fold(spelling);
      EXPECT_TRUE(has) << spelling;
    }
  });
}

}  // namespace
}  // namespace kartotek
