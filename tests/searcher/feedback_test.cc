#include "searcher/feedback.h"

#include <gtest/gtest.h>

#include "searcher/ranking.h"
#include "searcher/scoring.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

// Five words are a question in plain words; two articles answer it, and two others share one word with it.
const SmallIndex& articles() {
  static const SmallIndex index(
      R"({"id":"first","title":"Mine clearance on the estuary","lang":"en","body":"Sappers clear naval mines from the estuary with a sonar drone. The sonar finds each mine on the bed."}
{"id":"second","title":"Estuary mines","lang":"en","body":"Naval mines in the estuary were found by sonar and cleared by sappers."}
{"id":"sonar","title":"Ships","lang":"en","body":"The ships of the estuary patrol carry a sonar, sappers and divers, and the sonar is new."}
{"id":"barge","title":"Ships","lang":"en","body":"The ships of the estuary trade carry a cargo, gravel and timber, and the cargo is wet."}
{"id":"other","title":"Harvest","lang":"en","body":"Wheat was sold in the north."})");
  return index;
}

constexpr const char* question = "how were naval mines cleared from the estuary by sappers";

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

TEST(Feedback, RanksALongQuestionByWhatTheFirstHitsShare) {
  const Page page = articles().ask(question);
  EXPECT_TRUE(holds(page.feedback, "sonar"));
  EXPECT_FALSE(holds(page.feedback, "the"));
  EXPECT_FALSE(holds(page.feedback, "wheat"));
}

TEST(Feedback, ChangesNoTotalAndHighlightsNothing) {
  const Page page = articles().ask(question);
  EXPECT_EQ(page.total, 4U);
  for (const Hit& hit : page.hits)
    for (const auto& [begin, end] : hit.highlights)
      EXPECT_NE(hit.snippet.substr(begin, end - begin), "sonar");
}

TEST(Feedback, LeavesShortExactAndSortedQuestionsAlone) {
  EXPECT_TRUE(articles().ask("naval mines estuary").feedback.empty());
  Question exact;
  exact.exact = true;
  EXPECT_TRUE(articles().ask(question, exact).feedback.empty());
  Question newest;
  newest.sort = Sort::newest;
  EXPECT_TRUE(articles().ask(question, newest).feedback.empty());
  EXPECT_TRUE(articles().ask("+naval +mines +cleared +estuary +sappers").feedback.empty());
}

TEST(Feedback, GivesTheSamePagesWhateverTheirSize) {
  Question all;
  all.limit = 0;
  Question one;
  one.limit = 1;
  one.offset = 2;
  EXPECT_EQ(articles().ask(question, one).hits.front().stored.article.id,
            articles().ask(question, all).hits.at(2).stored.article.id);
}

TEST(Feedback, ScoresAsXapianWould) {
  const Collection collection(articles().database());
  const Xapian::Database& database = collection.database();
  const Scoring scoring(collection, Ranking());
  const std::vector<GoodTerm> terms{
      {"sonar", {"sonar"}, 1}, {"sappers", {"Zensapper", "sappers"}, 0.5}, {"estuary", {"estuary"}, 1}};
  for (const GoodTerm& term : terms) {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Ranking().weighting(7));
    enquire.set_query(scoring.as_one(queries_of(term)));
    const Xapian::MSet found = enquire.get_mset(0, 10);
    ASSERT_FALSE(found.empty()) << term.word;
    for (auto match = found.begin(); match != found.end(); ++match) {
      double occurrences = 0;
      for (const std::string& form : term.terms) {
        auto posting = database.postlist_begin(form);
        if (posting != database.postlist_end(form)) posting.skip_to(*match);
        if (posting != database.postlist_end(form) && *posting == *match) occurrences += posting.get_wdf();
      }
      const double length = database.get_doclength(*match) / database.get_avlength();
      EXPECT_NEAR(match.get_weight(), scoring.weight(queries_of(term)) * Ranking().share(occurrences, length),
                  1e-9)
          << term.word;
    }
  }
}

}  // namespace
}  // namespace kartotek
