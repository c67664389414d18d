#include "searcher/name_cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kartotek {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

TEST(NameCases, DeclineNamesInCyrillic) {
  EXPECT_THAT(slavic_cases("гюлер"), IsSupersetOf({"гюлера", "гюлеру", "гюлером", "гюлере", "гюлерові"}));
  EXPECT_THAT(slavic_cases("савчуков"), IsSupersetOf({"савчукова", "савчуковым", "савчуковим"}));
  EXPECT_THAT(slavic_cases("долинский"), IsSupersetOf({"долинского", "долинскому", "долинским"}));
  EXPECT_THAT(slavic_cases("гудима"), IsSupersetOf({"гудимы", "гудими", "гудиме", "гудимою"}));
  EXPECT_THAT(slavic_cases("ковель"), IsSupersetOf({"ковеля", "ковелем"}));
  EXPECT_THAT(slavic_cases("харків"), IsSupersetOf({"харкова", "харкові"}));
  for (const char* word : {"", "ю", "тбилиси", "guler", "s400"})
    EXPECT_THAT(slavic_cases(word), IsEmpty()) << word;
}

TEST(NameCases, LeadBackToTheNominative) {
  EXPECT_THAT(nominatives("гюлера"), Contains("гюлер"));
  EXPECT_THAT(nominatives("долинського"), Contains("долинський"));
  EXPECT_THAT(nominatives("савчуковым"), Contains("савчуков"));
  EXPECT_THAT(nominatives("києві"), Contains("київ"));
  EXPECT_THAT(nominatives("gülerin"), ElementsAre("güler"));
  EXPECT_THAT(nominatives("şahbazovdan"), ElementsAre("şahbazov"));
  EXPECT_THAT(nominatives("şahbazovevə"), Not(IsEmpty()));
  EXPECT_THAT(nominatives("görgünün"), ElementsAre("görgü", "görgün"));
}

TEST(NameCases, AreNotTheEndsOfOtherNames) {
  for (const char* name : {"karlin", "martin", "samira", "mariya", "angela", "santanu", "baku", ""})
    EXPECT_THAT(nominatives(name), IsEmpty()) << name;
}

TEST(NameCases, HaveTheKeysOfTheirNameWithWhatEndingsAdd) {
  EXPECT_THAT(keys_of_cases("klr"), IsSupersetOf({"klr", "klra", "klrm", "klrn"}));
  EXPECT_EQ(keys_of_cases("klra"), keys_of_cases("klr"));
}

}  // namespace
}  // namespace kartotek
