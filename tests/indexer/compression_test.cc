#include "indexer/compression.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "corpus/error.h"

namespace kartotek {
namespace {

std::string story(int number) {
  return fmt::format(
      "The ministry of defence said on day {} that convoy {} had left the port of Mersin with {} vehicles "
      "for the exercise, which the chiefs of staff of both countries will watch from the command post.",
      number, number * 7919 % 1000, number * 31 % 90);
}

std::vector<std::string> stories(int count) {
  std::vector<std::string> all;
  for (int i = 0; i < count; ++i) all.push_back(story(i));
  return all;
}

TEST(Compression, GivesTextBack) {
  const std::string dictionary = train_dictionary(stories(2000));
  ASSERT_FALSE(dictionary.empty());
  Compressor plain("");
  Compressor trained(dictionary);
  for (const std::string& text : {std::string(), std::string("a"), story(9000), std::string(1 << 20, 'x')}) {
    EXPECT_EQ(decompress(plain.compress(text)), text);
    EXPECT_EQ(decompress(trained.compress(text)), text);
  }
}

TEST(Compression, LearnsFromTheArchive) {
  const std::string text = story(9000);
  EXPECT_LT(2 * Compressor(train_dictionary(stories(2000))).compress(text).size(),
            Compressor("").compress(text).size());
}

TEST(Compression, LearnsNothingFromAFewTexts) {
  EXPECT_EQ(train_dictionary(stories(20)), "");
  EXPECT_EQ(train_dictionary({}), "");
}

TEST(Compression, RefusesWhatIsDamaged) {
  std::string data = Compressor(train_dictionary(stories(2000))).compress(story(9000));
  const std::string whole = data;
  data.resize(data.size() / 2);
  EXPECT_THROW(decompress(data), Error);
  data = whole;
  data[5] = static_cast<char>(data[5] + 1);  // the number of the dictionary
  EXPECT_THROW(decompress(data), Error);
  EXPECT_THROW(decompress(std::string("\x28\xB5\x2F\xFD", 4)), Error);
}

}  // namespace
}  // namespace kartotek
