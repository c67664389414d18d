#include "indexer/suffixes.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

struct Written {
  std::string_view base;
  std::string_view suffix;
};

bool is_suffix(Written word, bool abbreviation = false) {
  return is_apostrophe_suffix(fold(word.base), fold(word.suffix), abbreviation);
}

TEST(Suffixes, FollowTheVowelHarmonyOfTurkishAndAzerbaijani) {
  for (const Written word : std::vector<Written>{
           {"Ankara", "nın"},    {"Türkiye", "nin"}, {"Bakü", "nün"},    {"Moskova", "nın"},
           {"Erdoğan", "ın"},    {"İzmir", "in"},    {"İstanbul", "un"}, {"Göktürk", "ün"},
           {"Ankara", "ya"},     {"Türkiye", "ye"},  {"İstanbul", "a"},  {"İzmir", "e"},
           {"Ankara", "yı"},     {"Bakü", "yü"},     {"İstanbul", "u"},  {"Ankara", "da"},
           {"Türkiye", "de"},    {"Irak", "ta"},     {"Kürt", "te"},     {"Ankara", "dan"},
           {"Türkiye", "den"},   {"Irak", "tan"},    {"Köln", "den"},    {"Ankara", "yla"},
           {"Türkiye", "yle"},   {"Erdoğan", "la"},  {"İzmir", "le"},    {"Azərbaycan", "ın"},
           {"Gəncə", "nin"},     {"Şuşa", "nı"},     {"Gəncə", "yə"},    {"Bakı", "dan"},
           {"Ermənistan", "la"}, {"Əliyev", "lər"},  {"Rus", "lar"}})
    EXPECT_TRUE(is_suffix(word)) << word.base << "'" << word.suffix;
}

TEST(Suffixes, MayBeChains) {
  for (const Written word : std::vector<Written>{{"Ankara", "daki"},
                                                 {"Ankara", "dakilerin"},
                                                 {"Türkiye", "ninki"},
                                                 {"İstanbul", "lular"},
                                                 {"Kıbrıs", "lıların"},
                                                 {"Türk", "lerden"},
                                                 {"Bakan", "ları"},
                                                 {"Türkiye", "dir"},
                                                 {"Türkiye", "deydi"}})
    EXPECT_TRUE(is_suffix(word)) << word.base << "'" << word.suffix;
}

TEST(Suffixes, FollowAPossessiveWithItsBufferLetter) {
  for (const std::string_view suffix : {"nın", "na", "nda", "ndan", "nı", "nca"})
    EXPECT_TRUE(is_suffix({"Bakanlığı", suffix})) << suffix;
}

TEST(Suffixes, OfAbbreviationsGoByTheNamesOfTheLetters) {
  for (const Written word :
       std::vector<Written>{{"ABD", "nin"}, {"ABD", "ye"}, {"SSB", "nin"}, {"TSK", "ya"}, {"NATO", "nun"}})
    EXPECT_TRUE(is_suffix(word, true)) << word.base << "'" << word.suffix;
  EXPECT_FALSE(is_suffix({"ABD", "ye"}));
}

TEST(Suffixes, HaveTheEnglishPossessive) {
  EXPECT_TRUE(is_suffix({"Russia", "s"}));
  EXPECT_TRUE(is_suffix({"Erdoğan", "s"}));
}

TEST(Suffixes, AreNotWhatOtherNamesHaveBehindAnApostrophe) {
  for (const Written word : std::vector<Written>{{"Qur", "an"},
                                                 {"O", "Brien"},
                                                 {"Sana", "a"},
                                                 {"Shi", "a"},
                                                 {"Ka", "ba"},
                                                 {"Qa", "im"},
                                                 {"Re", "im"},
                                                 {"Hawai", "i"},
                                                 {"Shi", "ite"},
                                                 {"don", "t"},
                                                 {"Ma", "rib"},
                                                 {"об", "єкт"},
                                                 {"", "nin"},
                                                 {"Ankara", ""}})
    EXPECT_FALSE(is_suffix(word)) << word.base << "'" << word.suffix;
}

TEST(Suffixes, BoundTheirSearch) {
  std::string chain;
  for (int i = 0; i < 100'000; ++i) chain += "da";
  EXPECT_FALSE(is_suffix({"Ankara", chain}));
}

}  // namespace
}  // namespace kartotek
