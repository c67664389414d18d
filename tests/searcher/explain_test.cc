#include "searcher/explain.h"

#include <gtest/gtest.h>

#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

const SmallIndex& articles() {
  static const SmallIndex index(
      R"({"id":"yard","title":"Istanbul yard launches a corvette","date":"2021-04-15","lang":"en","countries":["TR"],"body":"The corvette was launched in Istanbul. Air-defence missiles come later, and load bearing parts."}
{"id":"navy","title":"A navy in the United Kingdom","date":"2022-05-01","lang":"en","body":"The corvettes of the UK were launched from Istanbul with missiles for air defence."}
{"id":"harvest","title":"Harvest","lang":"en","body":"Wheat, and no missiles."})");
  return index;
}

double sum(const Hit& hit) {
  double all = 0;
  for (const ScorePart& part : hit.score_parts) all += part.title + part.body;
  return all;
}

Question explained() {
  Question question;
  question.explain = true;
  return question;
}

TEST(Explain, AddsUpToTheScoreWhateverTheQuery) {
  for (const char* query :
       {"corvette", "corvette missiles", "+corvette missiles -wheat", "Istanbul AND (corvette OR wheat)",
        "\"air defence\" corvette", "air-defence", "UK missiles", "title:corvette launched",
        "launch* corvette", "missiles NEAR/5 air", "corvette country:TR",
        "corvettes launched Istanbul air defence missiles wheat", "=\"corvette\" missiles",
        "corvette corvette"}) {
    const Page page = articles().ask(query, explained());
    ASSERT_FALSE(page.hits.empty()) << query;
    for (const Hit& hit : page.hits) EXPECT_NEAR(sum(hit), hit.score, 1e-9) << query;
  }
}

TEST(Explain, TellsTitleFromBody) {
  const Page page = articles().ask("corvette", explained());
  const Hit& first = page.hits.front();
  ASSERT_EQ(first.score_parts.size(), 1U);
  EXPECT_EQ(first.score_parts[0].name, "corvette");
  EXPECT_NEAR(first.score_parts[0].title / first.score, 0.75, 0.01);  // three of four occurrences
  for (const Hit& hit : page.hits)
    if (hit.stored.article.id == "navy") {
      EXPECT_EQ(hit.score_parts.front().title, 0);
    }
}

TEST(Explain, NamesWhatIsNoWord) {
  Question question = explained();
  question.half_life = 365;
  const Page page = articles().ask("missiles", question);
  bool found = false;
  for (const Hit& hit : page.hits) {
    EXPECT_NEAR(sum(hit), hit.score, 1e-9);
    for (const ScorePart& part : hit.score_parts) found |= part.name == "recency";
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace kartotek
