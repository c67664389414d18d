// What is answered quickly (counts by columns and posting lists, the newest months first, phrases by word
// orders) is the same as what a plain match over everything answers.
#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "indexer/generation.h"
#include "tests/searcher/random_articles.h"
#include "tests/searcher/random_questions.h"
#include "tests/searcher/same_answers.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

TEST(FastPaths, AnswerAsAPlainMatchDoes) {
  std::mt19937 random(20261127);
  const SmallIndex articles(random_articles(2500, random));
  Index fast = articles.open();
  Question everything;
  everything.query = parse_query("*");
  everything.facets = {FacetKind::country};
  fast.search(everything);
  everything.query = parse_query("\"Baku treaty\"");
  fast.search(everything);
  // What `fast` has mapped it keeps; one that is opened now has none.
  ASSERT_TRUE(std::filesystem::remove(articles.generation() / "columns"));
  ASSERT_TRUE(std::filesystem::remove(articles.generation() / "words"));
  Index plain = articles.open();
  RandomQuestions questions(vocabulary(), pairs(), 20261127);
  for (int i = 0; i < 500; ++i) {
    Question question;
    const std::string text = questions.query();
    question.query = parse_query(text);
    question.sort = static_cast<Sort>(random() % 3);
    question.offset = random() % 3 == 0 ? 7 : 0;
    question.snippet_length = 0;
    const Page quick = fast.search(question);  // no facets: the newest months first
    question.facets = {FacetKind::country, FacetKind::mention, FacetKind::year,  FacetKind::month,
                       FacetKind::day,     FacetKind::lang,    FacetKind::source};
    const Page counted = fast.search(question);
    const Page expected = plain.search(question);
    EXPECT_EQ(hits_of(quick), hits_of(expected)) << text;
    if (quick.total_is_exact) {
      EXPECT_EQ(quick.total, expected.total) << text;
    }
    expect_same_answer(counted, expected, text);
    EXPECT_TRUE(counted.total_is_exact);
  }
}

}  // namespace
}  // namespace kartotek
