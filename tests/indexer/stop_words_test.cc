#include "indexer/stop_words.h"

#include <gtest/gtest.h>

#include <string>

#include "corpus/table.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

TEST(StopWords, AreAllOfAllListsAsTheyFold) {
  for (const char* name :
       {"stopwords/en.txt", "stopwords/tr.txt", "stopwords/az.txt", "stopwords/ru.txt", "stopwords/uk.txt"})
    for_each_row(name, [](std::string_view word) { EXPECT_TRUE(is_stop_word(fold(word))) << word; });
}

TEST(StopWords, AreNoPartsOfThem) {
  for (const char* word : {"", "t", "th", "thee", "tank", "the\t0", "\xD0"})
    EXPECT_FALSE(is_stop_word(word)) << word;
}

}  // namespace
}  // namespace kartotek
