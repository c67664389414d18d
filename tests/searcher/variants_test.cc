#include "searcher/variants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/stem.h"

namespace kartotek {
namespace {

std::vector<std::string> inflected(std::string_view text) {
  const Stemmer stemmer;
  return variants_of_inflected(
      text, [&](std::string_view word, Language language) { return stemmer.stem(word, language); });
}

TEST(Variants, KnowTheOtherNamesOfAName) {
  EXPECT_THAT(variants_of("KIEV"), testing::IsSupersetOf({"Kyiv", "Київ", "Киев"}));
  EXPECT_THAT(variants_of("quite another"), testing::IsEmpty());
}

TEST(Variants, KnowAWordOfTheTableInItsCases) {
  for (const char* form : {"Турции", "Турцией", "Туреччиною", "Türkiyədə", "Türkiyədən"})
    EXPECT_THAT(inflected(form), testing::Contains("Turkey")) << form;
  for (const char* form : {"Києва", "Києві", "Киеве"})
    EXPECT_THAT(inflected(form), testing::Contains("Kyiv")) << form;
  EXPECT_THAT(inflected("Харкова"), testing::Contains("Kharkiv"));
}

TEST(Variants, DoNotTakeAnotherWordForACase) {
  for (const char* word : {"груз", "Israeli", "Kyiv", "турист", "Асадов", "", "ab"})
    EXPECT_THAT(inflected(word), testing::IsEmpty()) << word;
}

TEST(Variants, WriteADesignatorWithItsLettersApartOrJoined) {
  EXPECT_EQ(other_designator("Su-30MKI"), "Su-30 MKI");
  EXPECT_EQ(other_designator("Su-30 MKI"), "Su-30MKI");
  EXPECT_EQ(other_designator("su30mki"), "su30 mki");
  for (const char* text : {"", "S-400", "F-16 a", "F-16A", "Mk 2", "tanks 30 men x", "30mm", "abcde-1ab"})
    EXPECT_EQ(other_designator(text), "") << text;
}

}  // namespace
}  // namespace kartotek
