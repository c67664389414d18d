#include "corpus/language.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kartotek {
namespace {

TEST(Language, HasIsoCodes) {
  for (const Language language : {Language::en, Language::tr, Language::az, Language::ru, Language::uk})
    EXPECT_EQ(language_of_code(code_of(language)), language);
  EXPECT_EQ(code_of(Language::az), "az");
  EXPECT_EQ(code_of(Language::unknown), "");
  for (const char* code : {"", "de", "EN", "eng", "en-GB"})
    EXPECT_EQ(language_of_code(code), Language::unknown);
}

TEST(Language, IsToldByLettersAndFunctionWords) {
  const std::vector<std::pair<std::string_view, Language>> texts{
      {"The ministry said on Monday that the ships will return to the port after the drill.", Language::en},
      {"Bakanlık, gemilerin tatbikat sonrası limana döneceğini ve yeni bir görev için hazırlanacağını "
       "bildirdi.",
       Language::tr},
      {"Nazirlik bildirib ki, gəmilər təlimdən sonra limana qayıdacaq və yeni tapşırıq üçün hazırlaşacaq.",
       Language::az},
      {"Министерство сообщило, что корабли после учений вернутся в порт, где будут готовиться к новым "
       "задачам.",
       Language::ru},
      {"Міністерство повідомило, що кораблі після навчань повернуться до порту, де їх готуватимуть до "
       "завдань.",
       Language::uk}};
  for (const auto& [text, language] : texts) EXPECT_EQ(detect_language(text), language) << text;
}

TEST(Language, KnowsTheCyrillicAlphabetOfAzerbaijani) {
  EXPECT_EQ(detect_language("Назирлик билдириб ки, ҝәмиләр тәлимдән сонра лимана гајыдаҹаг."), Language::az);
  EXPECT_NE(detect_language(
                "Министрлік кемелердің айлаққа қайтып келетінін және жаңа тапсырмаға әзір екенін айтты."),
            Language::az);  // Kazakh
}

TEST(Language, IsToldInCapitals) {
  EXPECT_EQ(detect_language("THE MINISTRY SAID THAT THE SHIPS WILL RETURN TO THE PORT AFTER THE DRILL"),
            Language::en);
  EXPECT_EQ(
      detect_language("МИНИСТЕРСТВО СООБЩИЛО, ЧТО КОРАБЛИ ВЕРНУТСЯ В ПОРТ И БУДУТ ГОТОВИТЬСЯ К ЗАДАЧАМ"),
      Language::ru);
  EXPECT_EQ(detect_language(
                "BAKANLIK, GEMİLERİN TATBİKAT SONRASI LİMANA DÖNECEĞİNİ VE BİR GÖREV ALACAĞINI BİLDİRDİ"),
            Language::tr);
}

TEST(Language, IsToldByTheLettersThatAreMissing) {
  EXPECT_EQ(detect_language("Cumhurbaşkanı Aliyev'in konuşması ziyaret sırasında yapıldı"), Language::tr);
  EXPECT_EQ(detect_language("Визит главы правительства в столицу перенесён"), Language::ru);
  EXPECT_EQ(detect_language("Визит главы правительства в столицу отложен"), Language::ru);
  EXPECT_EQ(
      detect_language("Tекст: Иван Рось. Турция передала Польше беспилотники Bayraktar, сообщил министр"),
      Language::ru);
  EXPECT_EQ(detect_language("Візит глави уряду до столиці відкладено"), Language::uk);
  EXPECT_EQ(detect_language("Посета председника владе одложена је у четвртак"), Language::unknown);
  EXPECT_EQ(detect_language("Москва, 5 мая"), Language::unknown);
}

TEST(Language, OfATextGoesByMostOfItNotByTheNamesInIt) {
  EXPECT_EQ(
      detect_language("İlham Əliyev and Recep Tayyip Erdoğan met in Şuşa, where they said that the road will "
                      "be open by the end of the year, as was agreed with the ministers of both."),
      Language::en);
}

TEST(Language, IsUnknownWhereNothingTells) {
  for (const char* text : {"", " \n", "S-400", "2021", "Kuala Lumpur", "中国人民", "🚁",
                           "Die Schiffe kehren nach Hause zurück, sobald das Wetter besser wird"})
    EXPECT_EQ(detect_language(text), Language::unknown) << text;
}

TEST(Language, LooksAtTheBeginningOnly) {
  std::string text;
  while (text.size() < 5000) text += "The ships will return to the port after the drill. ";
  const std::string russian = "Корабли после учений вернутся в порт, где будут готовиться к новым задачам. ";
  for (int i = 0; i < 1000; ++i) text += russian;
  EXPECT_EQ(detect_language(text), Language::en);
}

TEST(Language, TakesAnyBytes) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += static_cast<char>(i * 7 % 256);
  detect_language(text);
  detect_language(std::string(5000, '\xD0'));
}

}  // namespace
}  // namespace kartotek
