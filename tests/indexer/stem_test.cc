#include "indexer/stem.h"

#include <gtest/gtest.h>

#include <string>

namespace kartotek {
namespace {

TEST(Stemmer, JoinsTheFormsOfAnEnglishWord) {
  const Stemmer stemmer;
  for (const char* form : {"missile", "missiles"}) EXPECT_EQ(stemmer.stem(form, Language::en), "missil");
  for (const char* form : {"deliver", "delivered", "delivering", "delivers"})
    EXPECT_EQ(stemmer.stem(form, Language::en), "deliv");
}

TEST(Stemmer, JoinsTheFormsOfARussianWord) {
  const Stemmer stemmer;
  for (const char* form : {"ракета", "ракеты", "ракетами", "ракету"})
    EXPECT_EQ(stemmer.stem(form, Language::ru), "ракет");
}

TEST(Stemmer, HasNothingForWordsOfNoKnownLanguage) {
  EXPECT_EQ(Stemmer().stem("missiles", Language::unknown), "");
}

TEST(Stemmer, LeavesAloneWhatIsNoPlainWord) {
  const Stemmer stemmer;
  for (const Language language : {Language::en, Language::tr, Language::az, Language::ru, Language::uk}) {
    EXPECT_EQ(stemmer.stem("", language), "");
    EXPECT_EQ(stemmer.stem("us", language), "");
    EXPECT_EQ(stemmer.stem("s400", language), "");
    EXPECT_EQ(stemmer.stem("18000", language), "");
    EXPECT_EQ(stemmer.stem("mod.gov.az", language), "");
    EXPECT_EQ(stemmer.stem("北京市", language), "");
    EXPECT_EQ(stemmer.stem(std::string(61, 'a'), language), "");
  }
  EXPECT_EQ(stemmer.stem("ракеты", Language::en), "");
  EXPECT_EQ(stemmer.stem("missiles", Language::ru), "");
}

}  // namespace
}  // namespace kartotek
