#include "searcher/name_spellings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::UnorderedElementsAre;

const SmallIndex& articles() {
  static const SmallIndex index(
      R"({"id":"demircan","lang":"tr","body":"Bakan dün Bülent Demircan ile konuştu, Demircan da ona yanıt verdi."}
{"id":"demircanın","lang":"az","body":"Nazir bu gün Demircanın planını müzakirə edib, sonra isə qərar qəbul olunub."}
{"id":"Демирджана","lang":"ru","body":"Министр во вторник встретился с делегацией и принял Бюлента Демирджана в столице."}
{"id":"Демирджаном","lang":"uk","body":"Міністр у вівторок зустрівся з Демирджаном і обговорив постачання у столиці."}
{"id":"sabirov","lang":"en","body":"The minister met Sabirov on Tuesday and said that Sabirov would stay."}
{"id":"Сабирова","lang":"ru","body":"Министр во вторник принял Сабирова и сообщил, что переговоры продолжатся."}
{"id":"nazarov","lang":"en","body":"The minister met Nazarov on Tuesday and said that Nazarov would stay."}
{"id":"Назаровой","lang":"ru","body":"На встрече депутат Назарова выступила, а министр ответил Назаровой в столице."}
{"id":"панкратов","lang":"ru","body":"Во вторник генерал Панкратов открыл штаб, и Панкратов остался там."}
{"id":"Панкратов","lang":"ru","body":"В среду министр Панкратов прибыл в столицу, где Панкратов выступит."}
{"id":"Панкратова","lang":"ru","body":"В четверг в столице министр принял Панкратова и сообщил, что переговоры продолжатся."}
{"id":"Панкратовой","lang":"ru","body":"На встрече министр ответил Панкратовой в столице."}
{"id":"cəfərov","lang":"az","body":"Dünən nazir Cəfərov çıxış edib, sonra Cəfərov getdi."}
{"id":"cəfərova","lang":"az","body":"Dünən deputat Cəfərova çıxış edib, sonra Cəfərova getdi."}
{"id":"turgay","lang":"tr","body":"Toplantıda Turgay söz aldı, sonra Turgay salondan ayrıldı."}
{"id":"türkiyə","lang":"az","body":"Nazir dünən Türkiyə ilə müqavilə imzalayıb, bu gün isə Türkiyə səfiri gəlib."}
{"id":"наев","lang":"ru","body":"Во вторник генерал Наев осмотрел позиции, а вечером Наев уехал."}
{"id":"на","lang":"ru","body":"Во вторник колонна вышла на дорогу, но встала на мосту и осталась там."}
{"id":"асадов","lang":"ru","body":"Во вторник премьер Асадов открыл завод, и Асадов дал интервью."}
{"id":"асад","lang":"ru","body":"Во вторник президент Асад прибыл в столицу, но Асад не выступал."}
{"id":"карлин","lang":"en","body":"The minister met Karlin on Tuesday and said that Karlin would stay."}
{"id":"карл","lang":"en","body":"The minister met Karl on Tuesday and said that Karl would stay."})");
  return index;
}

std::vector<std::string> found(const std::string& query) {
  std::istringstream ids(articles().ids(query));
  return {std::istream_iterator<std::string>(ids), {}};
}

TEST(NameSpellings, FindAnotherScriptInItsCases) {
  for (const char* name : {"Demircan", "Демирджан"})
    EXPECT_THAT(found(name), UnorderedElementsAre("demircan", "demircanın", "Демирджана", "Демирджаном"))
        << name;
}

TEST(NameSpellings, AreFoundByACaseToo) {
  for (const char* name : {"Демирджаном", "Демирджану"})
    EXPECT_THAT(found(name), IsSupersetOf({"demircan", "Демирджана", "Демирджаном"})) << name;
}

TEST(NameSpellings, TakeTheGenitiveForAManUnlessTheIndexHasAWomanOfThatName) {
  EXPECT_THAT(found("Sabirov"), UnorderedElementsAre("sabirov", "Сабирова"));
  EXPECT_THAT(found("Nazarov"), ElementsAre("nazarov"));
}

TEST(NameSpellings, TakeTheGenitiveForAManWhereTheWomanIsRarer) {
  EXPECT_THAT(found("Панкратов"), UnorderedElementsAre("панкратов", "Панкратов", "Панкратова"));
}

TEST(NameSpellings, DoNotTakeAWomansNameInLatinLettersForAMansWithAnEnding) {
  EXPECT_THAT(found("Cəfərov"), ElementsAre("cəfərov"));
}

TEST(NameSpellings, DoNotTakeACountryForAPerson) { EXPECT_THAT(found("Turgay"), ElementsAre("turgay")); }

TEST(NameSpellings, DoNotTakeAnotherNameForACase) { EXPECT_THAT(found("Karl"), ElementsAre("карл")); }

TEST(NameSpellings, StandInPhrases) {
  EXPECT_THAT(found("\"Bülent Demircan\""), UnorderedElementsAre("demircan", "Демирджана"));
}

// The Russian stem of Наев is "на" (on), that of Асадов "асад".
TEST(NameSpellings, AreNotFoundByAStemThatIsAnotherWord) {
  EXPECT_THAT(found("Наев"), ElementsAre("наев"));
  EXPECT_THAT(found("Асадов"), ElementsAre("асадов"));
}

}  // namespace
}  // namespace kartotek
