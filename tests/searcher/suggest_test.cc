#include "searcher/suggest.h"

#include <gtest/gtest.h>

#include "searcher/spelling.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

const SmallIndex& index() {
  static const SmallIndex small(
      R"({"id":"1","title":"Corvettes","body":"Two corvettes and a frigate. Karabakh was quiet, Erdoğan said. Kyiv agreed.","lang":"en"}
{"id":"2","title":"Frigates","body":"The frigate sailed. A frigate returned. The frigid water was cold.","lang":"en"}
{"id":"3","title":"Ракеты","body":"Беспилотник летел над городом, ракеты стояли.","lang":"ru"})");
  return small;
}

std::string suggested(const std::string& query) { return index().ask(query).suggestion; }

TEST(Suggest, PutsAnUnknownWordRight) {
  EXPECT_EQ(suggested("frigste"), "frigate");
  EXPECT_EQ(suggested("стоялм"), "стояли");
  EXPECT_EQ(suggested("quiet AND frgate"), "quiet AND frigate");
}

TEST(Suggest, LeavesWhatIsNotWantedAsItIsSpelt) {
  EXPECT_EQ(suggested("frigate -krabakh"), "");
  EXPECT_EQ(suggested("frigate NOT krabakh"), "");
  EXPECT_EQ(suggested("frigste -krabakh"), "frigate -krabakh");
}

TEST(Suggest, SaysNothingOfAnExactQuestion) {
  Question exact;
  exact.exact = true;
  EXPECT_EQ(index().ask("frigste", exact).suggestion, "");
}

TEST(Suggest, SpellsAWordAsTheArticlesDo) { EXPECT_EQ(suggested("Erdgxn"), "erdoğan"); }

TEST(Suggest, SaysNothingOfWordsThatTheIndexHasInAnyForm) {
  EXPECT_EQ(suggested("corvette"), "");  // as a stem
  EXPECT_EQ(suggested("Kiev"), "");      // as another name
  EXPECT_EQ(suggested("Ердоган"), "");   // as another spelling
  EXPECT_EQ(suggested("frigates"), "");
}

TEST(Suggest, DoesNotTakeAnotherNumberOrAShorterWordForASlip) {
  const SmallIndex articles(
      R"({"id":"1","title":"Jets","body":"The Su-25 jets of the cats are great, said the pilots.","lang":"en"})");
  const auto suggested_there = [&](const std::string& query) { return articles.ask(query).suggestion; };
  EXPECT_EQ(suggested_there("Su-35"), "");
  EXPECT_EQ(suggested_there("Sz-25"), "su25");
  EXPECT_EQ(suggested_there("CAATSA"), "");
  EXPECT_EQ(suggested_there("freqat"), "");
  EXPECT_EQ(suggested_there("pilotts"), "pilots");
}

TEST(Suggest, TakesNoOtherFirstLetterOfAShortWordForASlip) {
  const SmallIndex articles(R"({"id":"1","title":"Jets","body":"The USA sold five drones.","lang":"en"})");
  const auto suggested_there = [&](const std::string& query) { return articles.ask(query).suggestion; };
  EXPECT_EQ(suggested_there("Şuşa"), "");
  EXPECT_EQ(suggested_there("hive"), "");
  EXPECT_EQ(suggested_there("ifve"), "five");
  EXPECT_EQ(suggested_there("vrones"), "drones");
}

TEST(Suggest, SaysNothingWhereNothingIsLikeIt) {
  EXPECT_EQ(suggested("zzzzzzz"), "");
  EXPECT_EQ(suggested("xyz"), "");
  EXPECT_EQ(suggested("\"frigste\""), "");
}

TEST(Spelling, CountsAddedLostChangedAndSwappedLetters) {
  const Xapian::Database database = index().database();
  EXPECT_EQ(similar_words(Collection(database), "frigate", 0), std::vector<std::string>{"frigate"});
  for (const char* word : {"frigat", "frigote", "firgate"})
    EXPECT_EQ(similar_words(Collection(database), word, 1), std::vector<std::string>{"frigate"}) << word;
  EXPECT_TRUE(similar_words(Collection(database), "firgaet", 1).empty());
  EXPECT_EQ(similar_words(Collection(database), "firgaet", 2), std::vector<std::string>{"frigate"});
}

}  // namespace
}  // namespace kartotek
