#include "searcher/text_cut.h"

#include <gtest/gtest.h>

#include <string>

namespace kartotek {
namespace {

std::string beginning(const std::string& text, std::size_t room) {
  return text.substr(0, end_within(text, room));
}
std::string ending(const std::string& text, std::size_t room) {
  return text.substr(begin_within(text, room));
}

TEST(TextCut, IsBetweenWords) {
  EXPECT_EQ(beginning("alpha bravo charlie", 100), "alpha bravo charlie");
  EXPECT_EQ(beginning("alpha bravo charlie", 11), "alpha bravo");
  EXPECT_EQ(beginning("alpha bravo charlie", 12), "alpha bravo");
  EXPECT_EQ(beginning("alpha bravo charlie", 10), "alpha");
  EXPECT_EQ(ending("alpha bravo charlie", 100), "alpha bravo charlie");
  EXPECT_EQ(ending("alpha bravo charlie", 13), "bravo charlie");
  EXPECT_EQ(ending("alpha bravo charlie", 14), "bravo charlie");
  EXPECT_EQ(ending("alpha bravo charlie", 12), "charlie");
  EXPECT_EQ(beginning("alpha", 0), "");
  EXPECT_EQ(beginning("", 5), "");
}

TEST(TextCut, CountsARunOfWhiteSpaceOnce) {
  EXPECT_EQ(shown_size("alpha \r\n\t bravo"), 11U);
  EXPECT_EQ(shown_size("Əliyev"), 6U);
  EXPECT_EQ(beginning("alpha \r\n\t bravo charlie", 11), "alpha \r\n\t bravo");
}

TEST(TextCut, KeepsInflectedAndHyphenatedWordsWhole) {
  EXPECT_EQ(beginning("Ankara'da Türkiye’nin S-400'leri", 28), "Ankara'da Türkiye’nin");
  EXPECT_EQ(ending("istedi: Türkiye’nin 1.500 kişi", 20), "1.500 kişi");
}

TEST(TextCut, GoesByDictionariesWhereThereAreNoSpaces) {
  EXPECT_EQ(beginning("北京是中国的首都", 3), "北京是");
  EXPECT_EQ(beginning("北京是中国的首都", 4), "北京是");
  EXPECT_EQ(ending("北京是中国的首都", 3), "的首都");
  EXPECT_EQ(beginning("กรุงเทพมหานครเป็นเมืองหลวง", 18), "กรุงเทพมหานครเป็น");
  EXPECT_EQ(beginning("東京タワーに行きました", 5), "東京タワー");
}

// Where one word is longer than the room, something has to go: between clusters, each a letter with all that
// is on it.
TEST(TextCut, PartsNoCluster) {
  std::string accents;
  for (int i = 0; i < 10; ++i) accents += "a\u0301";
  EXPECT_EQ(beginning(accents, 9), accents.substr(0, 12));
  EXPECT_EQ(beginning(accents, 8), accents.substr(0, 12));
  EXPECT_EQ(ending(accents, 5), "");
  const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
  EXPECT_EQ(beginning(family + family, 6), family);
  EXPECT_EQ(beginning(family, 3), "");
  EXPECT_EQ(beginning("\u1112\u1161\u11AB\u1100\u116E\u11A8\u110B\u1165", 4),
            "\u1112\u1161\u11AB");  // 한국어
  EXPECT_EQ(beginning("क्षत्रियक्षत्रिय", 4), "क्ष");
}

TEST(TextCut, IsNotAtASpaceThatCarriesAMark) {
  EXPECT_EQ(beginning("alpha bravo \u0301charlie", 14), "alpha bravo \u0301");
  EXPECT_EQ(ending("alpha \u0301bravo charlie", 14), "charlie");
  EXPECT_FALSE(parts_words("a \u0301b", 1));
  EXPECT_TRUE(parts_words("a b", 1));
  EXPECT_FALSE(parts_words("ab", 1));
}

}  // namespace
}  // namespace kartotek
