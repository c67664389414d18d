#include "indexer/turkic_stem.h"

#include <gtest/gtest.h>

#include <random>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

std::string stem(const char* word) { return turkic_stem(fold(word)); }

// The forms of one noun have one stem.
TEST(TurkicStem, JoinsTheFormsOfANoun) {
  const std::vector<std::vector<const char*>> nouns{
      {"silah", "silahlar", "silahların", "silahlarının", "silahlarından", "silahlarındaki", "silahı",
       "silahla"},
      {"ordu", "ordusu", "ordunun", "orduya", "orduda", "ordudan", "ordular", "ordularının", "ordusunun"},
      {"bakanlık", "bakanlığı", "bakanlığının", "bakanlığına", "bakanlığından", "bakanlıklar"},
      {"anlaşma", "anlaşması", "anlaşmanın", "anlaşmasının", "anlaşmalar", "anlaşmaları", "anlaşmaya"},
      {"füze", "füzeler", "füzenin", "füzesi", "füzeleri", "füzelerinin", "füzeye", "füzeyle"},
      {"müttefiq", "müttefiqlər", "müttefiqlərin", "müttefiqi", "müttefiqinin"},
      {"ərazi", "ərazisi", "ərazinin", "ərazisində", "əraziləri", "ərazilərindən", "əraziyə"},
      {"qoşun", "qoşunlar", "qoşunların", "qoşunları", "qoşunlarının", "qoşunlarına"},
      {"Azərbaycan", "Azərbaycanın", "Azərbaycanda", "Azərbaycandan", "Azərbaycana", "Azərbaycanla",
       "Azərbaycanı"},
      {"kanat", "kanatlar", "kanadı", "kanadın"},
      {"Erdoğan", "Erdoğanın", "Erdoğanla", "Erdoğana", "Erdoğandan", "Erdoğanı"},
  };
  for (const auto& forms : nouns)
    for (const char* form : forms) EXPECT_EQ(stem(form), stem(forms.front())) << form;
}

TEST(TurkicStem, IsTheSameWithAndWithoutDiacritics) {
  EXPECT_EQ(stem("silahlarının"), stem("silahlarinin"));
  EXPECT_EQ(stem("güçlerinden"), stem("guclerinden"));
}

TEST(TurkicStem, KeepsDifferentWordsApart) {
  for (const auto& [one, other] :
       {std::pair{"ordu", "ordino"}, {"savaş", "savunma"}, {"gemi", "gelin"}, {"hava", "havan"}})
    EXPECT_NE(stem(one), stem(other)) << one << ' ' << other;
}

TEST(TurkicStem, LeavesThreeLettersOfAnyWord) {
  std::mt19937 random(3);
  const std::string letters = "aeioubcdklmnrsty";
  for (int run = 0; run < 20000; ++run) {
    std::string word;
    for (auto length = 3 + random() % 14; length > 0; --length) word += letters[random() % letters.size()];
    ASSERT_GE(turkic_stem(word).size(), 3U) << word;
  }
}

}  // namespace
}  // namespace kartotek
