#include "searcher/word_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

const SmallIndex& articles() {
  static const SmallIndex index(
      R"({"id":"susa","title":"Ziyaret","lang":"tr","body":"Heyet dün Şuşa'da yeni yolu gezdi, sonra Şuşa kalesine çıktı."}
{"id":"susanin","title":"Səfər","lang":"az","body":"Nümayəndə heyəti bu gün Şuşanın yeni yolunu gəzib, axşam isə Şuşada qalıb."}
{"id":"sus","title":"Sessizlik","lang":"tr","body":"Komutan ona sus dedi, o da sustu, çünkü sus demek yeterdi."}
{"id":"kars","title":"Tren","lang":"tr","body":"Yeni tren dün Kars istasyonuna vardı, sonra Kars kalesi gezildi ve Kars'ın valisi konuştu."}
{"id":"karsi","title":"Tepki","lang":"tr","body":"Halk bu karara karşı çıktı, muhalefet de karşı olduğunu söyledi."}
{"id":"kar","title":"Hava","lang":"tr","body":"Dün gece kar yağdı, yollar kapandı, bugün kar durdu."}
{"id":"ankara","title":"Kent","lang":"tr","body":"Bakan dün Ankara yolunda konuştu ve Ankara dışında bekledi."}
{"id":"ankara2","title":"Kent","lang":"tr","body":"Vali bugün Ankara yolunda sustu ve Ankara dışında bekledi."}
{"id":"ankara3","title":"Kent","lang":"tr","body":"Elçi bugün Ankara yolunda durdu ve Ankara dışında yürüdü."}
{"id":"ordu","title":"Tatbikat","lang":"tr","body":"Tatbikatı ordu yaptı, general da ordu komutanı ile izledi."}
{"id":"ordunun","title":"Tatbikat","lang":"tr","body":"Tatbikat bitti, ordunun gemileri limana döndü."}
{"id":"polis","title":"Olay","lang":"tr","body":"Olay yerine gelen polis yolu kapattı, bir polis yaralandı."}
{"id":"polisi","title":"Olay","lang":"tr","body":"Kalabalık çekildi, sonra kent polisini alkışladı."}
{"id":"orta","title":"Pazar","lang":"tr","body":"Pazar orta yerde kuruldu, orta boy elma satıldı."})");
  return index;
}

TEST(WordForms, ANameIsFoundWithEndingsAndNotByAStemThatIsAnotherWord) {
  EXPECT_THAT(articles().ids("Shusha"), testing::AnyOf("susa susanin", "susanin susa"));
  EXPECT_THAT(articles().ids("Şuşa"), testing::AnyOf("susa susanin", "susanin susa"));
  EXPECT_THAT(articles().ids("şuşanın"), testing::HasSubstr("susanin"));
}

TEST(WordForms, WhatTheIndexWritesAsANameIsTakenForOne) {
  EXPECT_EQ(articles().ids("kars"), "kars");
  EXPECT_THAT(articles().ids("karşı"), testing::HasSubstr("karsi"));
  EXPECT_EQ(articles().ids("kar"), "kar");
}

TEST(WordForms, AnInflectedNameFindsItsBase) {
  EXPECT_THAT(articles().ids("Ankara'dan"), testing::HasSubstr("ankara2"));
  EXPECT_THAT(articles().ids("ankaranın"), testing::HasSubstr("ankara2"));
}

TEST(WordForms, AnotherWordKeepsItsStemsAndComesFirstAsSpelt) {
  const std::string found = articles().ids("ordu");
  EXPECT_THAT(found, testing::StartsWith("ordu "));
  EXPECT_THAT(found, testing::HasSubstr("ordunun"));
}

TEST(WordForms, EndingsAreFoundWhereTheStemmerMistakesTheEndOfAWordForOne) {
  EXPECT_EQ(articles().ids("polis"), "polis polisi");
}

TEST(WordForms, ExactDoesWithout) {
  Question question;
  question.exact = true;
  EXPECT_EQ(articles().ids("Şuşa", question), "susa");
}

}  // namespace
}  // namespace kartotek
