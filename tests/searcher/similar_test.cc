#include <gtest/gtest.h>

#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

const SmallIndex& articles() {
  static const SmallIndex index(
      R"({"id":"launch","title":"Istanbul yard launches a corvette for Kyiv","countries":["TR"],"lang":"en","body":"The corvette was launched at the yard in Istanbul. It was the first of two corvettes that the Ukrainian navy had ordered there."}
{"id":"keel","title":"Keel of the second corvette laid","countries":["UA"],"lang":"en","body":"At the yard in Istanbul the keel of another corvette was laid. The navy expects both corvettes in a year."}
{"id":"frigate","title":"A frigate is overhauled","countries":["TR"],"lang":"en","body":"The frigate came to the yard for repairs. It was the first in a year."}
{"id":"wheat","title":"Wheat harvest begins","countries":["KZ"],"lang":"en","body":"It was begun in the north. There was rain, and then there was sun."}
{"id":"bakery","title":"Bread prices","countries":["KZ"],"lang":"en","body":"Prices rose with the harvest of wheat. Bakers are poor."}
{"id":"empty","title":"And so it was","lang":"en","body":"It was so."})");
  return index;
}

Page page_like(const std::string& id, const Question& question = {}) {
  std::optional<Page> page = articles().open().similar(id, question);
  if (!page) {
    ADD_FAILURE() << "there is no " << id;
    return {};
  }
  return *std::move(page);
}

std::string ids_like(const std::string& id, const Question& question = {}) {
  std::string found;
  for (const Hit& hit : page_like(id, question).hits)
    found += (found.empty() ? "" : " ") + hit.stored.article.id;
  return found;
}

TEST(Similar, PutsTheArticleOfTheSameMatterFirstAndLeavesOutItself) {
  EXPECT_EQ(ids_like("launch"), "keel frigate");
  EXPECT_EQ(ids_like("wheat").substr(0, 6), "bakery");
}

// What an article shares beside them only ranks it: one word of many is no likeness.
TEST(Similar, IsDecidedByTheEightBestTerms) {
  std::string body;
  for (const char* word :
       {"corvette", "sonar", "gearbox", "propeller", "rudder", "turret", "hangar", "mast", "keel"})
    for (int i = 0; i < 6; ++i) body += fmt::format("{} ", word);
  const SmallIndex index(fmt::format(
      R"({{"id":"ship","title":"Launch","lang":"en","body":"{}paint paint"}}
{{"id":"like","title":"Refit","lang":"en","body":"The corvette has a turret and paint."}}
{{"id":"fleet","title":"Yards","lang":"en","body":"Corvette, sonar, gearbox, propeller, rudder, turret, hangar, mast, keel."}}
{{"id":"wall","title":"House","lang":"en","body":"The wall wants paint and more paint."}}
{{"id":"none","title":"Weather","lang":"en","body":"It rains in the north."}})",
      body));
  std::string found;
  const Page page = index.open().similar("ship", {}).value_or(Page{});
  for (const Hit& hit : page.hits) found += hit.stored.article.id + " ";
  EXPECT_EQ(found, "fleet like ");
}

TEST(Similar, LooksForNoStopWords) {
  EXPECT_EQ(ids_like("empty"), "");
  const std::string words = " " + page_like("launch").understood + " ";
  for (const std::string stop : {"the", "was", "for", "it", "of"})
    EXPECT_EQ(words.find(" " + stop + " "), std::string::npos) << words;
}

TEST(Similar, NamesItsWordsAsTheArticleWritesThem) {
  const std::string words = page_like("launch").understood;
  EXPECT_NE(words.find("corvette"), std::string::npos) << words;
  EXPECT_NE(words.find("Istanbul"), std::string::npos) << words;
}

TEST(Similar, IsFilteredAndPagedAsAQueryIs) {
  Question question;
  question.countries = {"TR"};
  EXPECT_EQ(ids_like("launch", question), "frigate");
  Question second;
  second.offset = 1;
  second.limit = 1;
  EXPECT_EQ(ids_like("launch", second), "frigate");
  Question counted;
  counted.facets = {FacetKind::country};
  EXPECT_EQ(page_like("launch", counted).facets.front().rows.size(), 2U);
}

TEST(Similar, HighlightsWhatTheArticlesShare) {
  const Page page = page_like("launch");
  ASSERT_FALSE(page.hits.empty());
  EXPECT_FALSE(page.hits.front().highlights.empty());
  EXPECT_FALSE(page.hits.front().title_highlights.empty());
}

TEST(Similar, LeavesOutNearDuplicates) {
  const std::string story =
      "The frigate left the harbour of Varna at dawn on Monday with two hundred sailors on board, and it is "
      "to "
      "join a flotilla of nine allied ships off the coast of Romania for an exercise that will last ten "
      "days. ";
  const SmallIndex index(
      "{\"id\":\"a\",\"title\":\"Frigate leaves Varna\",\"lang\":\"en\",\"body\":\"" + story +
      "\"}\n{\"id\":\"copy\",\"title\":\"Frigate leaves Varna\",\"lang\":\"en\",\"body\":\"" + story +
      "It was foggy.\"}\n{\"id\":\"other\",\"title\":\"Romania\",\"lang\":\"en\",\"body\":\"A "
      "frigate of the flotilla was seen off Romania.\"}");
  Question every;
  every.collapse = false;
  std::string found;
  const std::optional<Page> page = index.open().similar("a", every);
  ASSERT_TRUE(page.has_value());
  for (const Hit& hit : page->hits) found += hit.stored.article.id + " ";
  EXPECT_EQ(found, "other ");
}

TEST(Similar, KnowsWhereThereIsNoSuchArticle) {
  EXPECT_FALSE(articles().open().similar("nowhere", {}).has_value());
}

}  // namespace
}  // namespace kartotek
