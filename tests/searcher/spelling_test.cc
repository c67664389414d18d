#include "searcher/spelling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

// The definition itself (optimal string alignment), without rows that are kept or ended early.
unsigned distance(const std::u32string& a, const std::u32string& b, std::size_t i, std::size_t k) {
  if (i == 0 || k == 0) return static_cast<unsigned>(i + k);
  unsigned least = std::min({distance(a, b, i - 1, k) + 1, distance(a, b, i, k - 1) + 1,
                             distance(a, b, i - 1, k - 1) + (a[i - 1] != b[k - 1])});
  if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
    least = std::min(least, distance(a, b, i - 2, k - 2) + 1);
  return least;
}

std::string utf8(const std::u32string& letters) {
  std::string text;
  for (const char32_t letter : letters) {
    if (letter < 0x80) {
      text += static_cast<char>(letter);
    } else {
      text += static_cast<char>(0xC0 | (letter >> 6));
      text += static_cast<char>(0x80 | (letter & 0x3F));
    }
  }
  return text;
}

TEST(Spelling, FindsEveryWordNearby) {
  std::mt19937 random(7);
  const std::u32string alphabet = U"abzжщ";
  std::set<std::u32string> words;
  while (words.size() < 400) {
    std::u32string word;
    for (std::size_t i = 2 + random() % 5; i > 0; --i) word += alphabet[random() % alphabet.size()];
    words.insert(word);
  }
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  for (const std::u32string& word : words) document.add_term(utf8(word));
  for (const char* other : {"ZEab", "Eab", "Qab", "XTab"}) document.add_term(other);
  database.add_document(document);
  for (int i = 0; i < 30; ++i) {
    auto wanted = words.begin();
    std::advance(wanted, static_cast<std::ptrdiff_t>(random() % words.size()));
    for (const unsigned most : {1U, 2U}) {
      std::vector<std::string> expected;
      for (const std::u32string& word : words)
        if (distance(*wanted, word, wanted->size(), word.size()) <= most) expected.push_back(utf8(word));
      EXPECT_THAT(similar_words(Collection(database), utf8(*wanted), most),
                  testing::UnorderedElementsAreArray(expected));
    }
  }
}

TEST(Spelling, OfSixLettersAndMoreMayBeTwoSlips) {
  const SmallIndex index(
      R"({"id":"six","title":"Note","lang":"en","body":"A tanker left."}
{"id":"five","title":"Note","lang":"en","body":"The barge came home."})");
  EXPECT_EQ(index.ids("tankir~"), "six");
  EXPECT_EQ(index.ids("tonkir~"), "six");
  EXPECT_EQ(index.ids("barje~"), "five");
  EXPECT_EQ(index.ids("borje~"), "") << "two of five letters";
}

TEST(Spelling, TakesTheNearestThenTheMostFrequent) {
  const SmallIndex index(R"({"id":"a","body":"Guliyev spoke. A corvette sailed, a corsette did not."})"
                         "\n"
                         R"({"id":"b","body":"Quliyev spoke of a corvette. Kılıç."})");
  const Xapian::Database database = index.database();
  EXPECT_EQ(likeliest_word(Collection(database), "corvete"), "corvette");
  EXPECT_EQ(likeliest_word(Collection(database), "corvtete"), "corvette");
  EXPECT_EQ(likeliest_word(Collection(database), "kilicc"), "kılıç");
  EXPECT_EQ(likeliest_word(Collection(database), "cor"), "");
  EXPECT_EQ(likeliest_word(Collection(database), "submarine"), "");
}

}  // namespace
}  // namespace kartotek
