#include "corpus/lines_read.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "corpus/reader.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

class LinesReadTest : public ScratchFolder {
 protected:
  std::filesystem::path write(const std::string& text) const {
    const std::filesystem::path file = folder() / "a.jsonl";
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }
};

TEST_F(LinesReadTest, CountsLinesAndTellsTextsApart) {
  const auto one = lines_of_beginning(write("{\"a\":1}\n\n{}\nmore"), 12);
  ASSERT_TRUE(one);
  EXPECT_EQ(one->bytes, 12U);
  EXPECT_EQ(one->lines, 3U);
  EXPECT_EQ(one, lines_of_beginning(write("{\"a\":1}\n\n{}\nother"), 12));
  EXPECT_NE(one, lines_of_beginning(write("{\"a\":2}\n\n{}\nmore"), 12));
}

TEST_F(LinesReadTest, IsOfALargeFileAsOfASmallOne) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "{\"id\":" + std::to_string(i) + "}\n";
  const auto all = lines_of_beginning(write(text), text.size());
  ASSERT_TRUE(all);
  EXPECT_EQ(all->lines, 100'000U);
  text[text.size() / 2] ^= 1;
  EXPECT_NE(all, lines_of_beginning(write(text), text.size()));
}

TEST_F(LinesReadTest, GoesOnFromABeginning) {
  const std::string text = "{\"a\":1}\n\n{}\nmore\n";
  const auto file = write(text);
  BeginningOfLines beginning(file);
  EXPECT_EQ(beginning.up_to(8), lines_of_beginning(file, 8));
  EXPECT_EQ(beginning.up_to(12), lines_of_beginning(file, 12));
  EXPECT_EQ(beginning.up_to(text.size()), lines_of_beginning(file, text.size()));
  EXPECT_EQ(beginning.up_to(text.size()), lines_of_beginning(file, text.size())) << "once more";
  EXPECT_FALSE(beginning.up_to(12)) << "back";
}

TEST_F(LinesReadTest, IsNothingWhereReadingCannotGoOn) {
  EXPECT_FALSE(lines_of_beginning(write("{}\n{"), 4)) << "within a line";
  EXPECT_FALSE(lines_of_beginning(write("{}\n"), 4)) << "shorter";
  EXPECT_FALSE(lines_of_beginning(write("{}\n"), 0));
  EXPECT_FALSE(lines_of_beginning(write(std::string("\xFF\xFE{\0}\0\n\0", 8)), 7)) << "UTF-16";
  EXPECT_FALSE(lines_of_beginning(folder() / "missing.jsonl", 1));
}

TEST_F(LinesReadTest, ReadingGoesOnWithTheNumbersOfTheLines) {
  const std::string first = "{\"id\":\"x\",\"body\":\"One.\"}\nbroken\n";
  const auto file = write(first + "{\"body\":\"Two.\"}\nbroken too\n");
  const auto read = lines_of_beginning(file, first.size());
  ASSERT_TRUE(read);
  std::vector<std::string> ids;
  std::vector<std::string> positions;
  read_articles(
      {file, "a.jsonl", "a", "a.jsonl", *read}, [&](Article&& article) { ids.push_back(article.id); },
      [&](Reject&& reject) { positions.push_back(reject.position); });
  EXPECT_EQ(ids, std::vector<std::string>{"a.jsonl:3"});
  EXPECT_EQ(positions, std::vector<std::string>{"line 4"});
}

}  // namespace
}  // namespace kartotek
