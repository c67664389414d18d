#include "corpus/unicode.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kartotek {
namespace {

TEST(Fold, MakesSpellingsThatDifferInCaseOrDiacriticsMeet) {
  for (const char* spelling : {"ISTANBUL", "İstanbul", "Istanbul", "ıstanbul", "istanbul", "I\u0307stanbul"})
    EXPECT_EQ(fold(spelling), "istanbul") << spelling;
  for (const char* spelling : {"Əliyev", "əliyev", "ƏLİYEV", "Eliyev"}) EXPECT_EQ(fold(spelling), "eliyev");
  EXPECT_EQ(fold("Şu\u0300\u036Fşa"), "susa");  // the first and the last of combining marks
  EXPECT_EQ(fold("Gö\u0308kçe Łódź Ærø Straße Đặng"), "gokce lodz aero strasse dang");
}

TEST(Fold, KeepsCyrillicLettersThatOnlyLookLikeMarkedOnes) {
  EXPECT_EQ(fold("Сергій ЇЖАК"), "сергій їжак");
  EXPECT_EQ(fold("Серги\u0306 Їжак І\u0308"), "сергй їжак ї");
  EXPECT_EQ(fold("Королёв"), "королев");
}

TEST(Fold, ReadsComposedDecomposedAndFullWidthAlike) {
  EXPECT_EQ(fold("Cu\u0308neyt"), fold("Cüneyt"));
  EXPECT_EQ(fold("Ｆ－１６"), "f-16");
  EXPECT_EQ(fold("각"), fold("\u1100\u1161\u11A8"));
}

TEST(Fold, DropsWhatCannotBeSeen) {
  EXPECT_EQ(fold("co\u00ADoperation\u200B zero\u200Dwidth\uFEFF"), "cooperation zerowidth");
}

TEST(Fold, IsIdempotentOverAllOfUnicode) {
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text = "a";
    append_code_point(text, c);
    const std::string once = fold(text);
    ASSERT_TRUE(is_valid_utf8(once)) << std::hex << static_cast<unsigned>(c);
    ASSERT_EQ(fold(once), once) << std::hex << static_cast<unsigned>(c);
  }
}

TEST(FoldCase, TellsDiacriticsAndTheDottedIApart) {
  EXPECT_EQ(fold_case("KIL"), "kil");
  EXPECT_EQ(fold_case("Kıl"), "kıl");
  EXPECT_EQ(fold_case("İlham ƏLİYEV"), "ilham əliyev");
  EXPECT_EQ(fold_case("Cu\u0308neyt"), "cüneyt");
}

TEST(Utf8, RefusesOverlongSurrogateAndTruncatedForms) {
  EXPECT_TRUE(is_valid_utf8("Türkiye 🇹🇷"));
  for (const char* bytes : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xFF", "a\x80"})
    EXPECT_FALSE(is_valid_utf8(bytes));
}

TEST(Utf8, ReadsIllFormedBytesOneByOneAsReplacement) {
  const std::string text = "a\xFF\xE2\x82z";
  std::vector<char32_t> read;
  for (std::size_t i = 0; i < text.size();) read.push_back(next_code_point(text, i));
  EXPECT_EQ(read.front(), U'a');
  EXPECT_EQ(read.back(), U'z');
  EXPECT_EQ(read[1], char32_t{0xFFFD});
}

TEST(Utf8, CountsCodePoints) { EXPECT_EQ(count_code_points("Əli 🇹🇷"), 6U); }

}  // namespace
}  // namespace kartotek
