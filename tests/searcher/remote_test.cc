// Parts of an index elsewhere, behind Xapian's own servers, answer as one database of this machine does.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "indexer/schema.h"
#include "tests/searcher/random_articles.h"
#include "tests/searcher/random_questions.h"
#include "tests/searcher/same_answers.h"
#include "tests/searcher/shard_server.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

RandomQuestions random_questions() {
  std::vector<std::string> words = vocabulary();
  words.insert(words.end(), {"Kiev", "Gandja", "corvetta", "airbase-radar"});
  return {words, pairs(), 20261127};
}

void expect_same(Page page, Page expected, const std::string& query) {
  // Each index has read a file of its own.
  for (Hit& hit : page.hits) hit.stored.article.path.clear();
  for (Hit& hit : expected.hits) hit.stored.article.path.clear();
  expect_same_answer(page, expected, query);
  EXPECT_EQ(page.related, expected.related) << query;
  EXPECT_TRUE(page.incomplete.empty());
  for (std::size_t i = 0; i < std::min(page.hits.size(), expected.hits.size()); ++i) {
    const std::vector<ScorePart>& parts = page.hits[i].score_parts;
    ASSERT_EQ(parts.size(), expected.hits[i].score_parts.size()) << query;
    for (std::size_t k = 0; k < parts.size(); ++k)
      EXPECT_NEAR(parts[k].body, expected.hits[i].score_parts[k].body, score_tolerance) << query;
  }
}

// So many random questions, each of one of `indexes` and of `expected`.
void expect_alike(std::vector<Index>& indexes, Index& expected, std::size_t count) {
  RandomQuestions questions = random_questions();
  for (std::size_t i = 0; i < count && !testing::Test::HasFailure(); ++i) {
    auto [question, text] = questions.question();
    question.related = i % 8 == 0;
    question.explain = i % 16 == 0;
    expect_same(indexes[i % indexes.size()].search(question), expected.search(question), text);
  }
}

TEST(Remote, ShardsAnswerAsOneDatabase) {
  std::mt19937 random(20261127);
  const std::string articles = random_articles(250, random);
  const SmallIndex whole(articles);
  const SmallIndex three(articles, 3);
  const SmallIndex eight(articles, 8);
  ShardServers three_servers(three.generation());
  ShardServers eight_servers(eight.generation());
  Index one = whole.open();
  std::vector<Index> others;
  others.push_back(three.open());
  others.push_back(Index::open(three_servers.addresses()));
  others.push_back(Index::open(eight_servers.addresses()));
  expect_alike(others, one, 500);
}

TEST(Remote, IndexesAnswerAsThoseHere) {
  std::mt19937 random(27112026);
  const SmallIndex first(random_articles(150, random));
  const SmallIndex second(
      R"({"id":"a","title":"Convoy of Baku","body":"A convoy left Baku for Ganja, Gandja or Gence."})");
  ShardServer first_server(first.generation());
  ShardServer second_server(second.generation());
  Index here = Index::open({first.location(), second.location()});
  std::vector<Index> others;
  others.push_back(Index::open({first_server.address(), second.location()}));
  others.push_back(Index::open({first.location(), second_server.address()}));
  others.push_back(Index::open({first_server.address(), second_server.address()}));
  expect_alike(others, here, 100);
}

// Which are ranked also by what their first hits share: see feedback.h.
TEST(Remote, ExplainsLongQuestionsAsThoseHere) {
  std::mt19937 random(29);
  const SmallIndex whole(random_articles(150, random));
  ShardServer server(whole.generation());
  Index here = whole.open();
  Index there = Index::open({server.address()});
  const std::vector<std::string>& words = vocabulary();
  std::size_t ranked_anew = 0;
  for (int i = 0; i < 10; ++i) {
    std::string query;
    for (int word = 0; word < 8; ++word) query += words[random() % words.size()] + ' ';
    Question question;
    question.query = parse_query(query);
    question.explain = true;
    const Page expected = here.search(question);
    ranked_anew += expected.feedback.empty() ? 0 : 1;
    expect_same(there.search(question), expected, query);
  }
  EXPECT_GT(ranked_anew, 5U);
}

// Many articles are fetched over further connections.
TEST(Remote, GivesAllArticlesAsThoseHere) {
  std::mt19937 random(31);
  const SmallIndex whole(random_articles(300, random));
  ShardServer server(whole.generation());
  Index here = whole.open();
  Index there = Index::open({server.address()});
  Question everything;
  everything.limit = 0;
  const Page all = there.search(everything);
  EXPECT_EQ(all.hits.size(), 300U);
  expect_same(all, here.search(everything), "*");
}

// What is kept of answers is of a revision: statistics, documents, names, words that are spelt alike.
TEST(Remote, SeesWhatHasChanged) {
  std::mt19937 random(11);
  const std::string articles = random_articles(60, random);
  const SmallIndex whole(articles);
  ShardServer server(whole.generation());
  Index here = whole.open();
  Index there = Index::open({server.address()});
  for (const char* change :
       {R"({"id":"new","title":"A minesweeper","body":"A minesweeper and a convoy left Baku."})",
        R"({"id":"new","title":"A hydrofoil","body":"The hydrofoil, no convoy, left Ganja."})"}) {
    whole.change_to(articles + change + '\n');
    here.refresh();
    there.refresh();
    for (const char* query :
         {"minesweeper", "minesweper", "hydrofoil", "hydrofiol", "convoy", "\"convoy left\"", "\"no convoy\"",
          "hydrofoil~", "mine*", "Gence convoy", "*"}) {
      Question question;
      question.query = parse_query(query);
      question.exact_total = true;
      expect_same(there.search(question), here.search(question), query);
    }
  }
}

// An index that was made by a program which kept no vocabulary has its words walked through.
TEST(Remote, FindsWordsSpeltAlikeWithoutAVocabulary) {
  const SmallIndex index(R"({"id":"a","title":"Frigates","body":"A frigate and a corvette of Bakı."})");
  {
    Xapian::WritableDatabase database(index.generation().string());
    database.set_metadata(std::string(metadata_key::vocabulary), "");
  }
  ShardServer server(index.generation());
  Index there = Index::open({server.address()});
  Question question;
  question.query = parse_query("corvete");
  EXPECT_EQ(there.search(question).suggestion, "corvette");
}

TEST(Remote, ShowsCountsAndFindsTheLike) {
  std::mt19937 random(5);
  const SmallIndex whole(random_articles(200, random));
  ShardServer server(whole.generation());
  Index here = whole.open();
  Index there = Index::open({server.address()});
  EXPECT_EQ(there.article("17")->article.text, here.article("17")->article.text);
  EXPECT_FALSE(there.article("no such article"));
  expect_same(*there.similar("17", {}), *here.similar("17", {}), "similar");
  const Stats stats = there.stats();
  EXPECT_EQ(stats.articles, 200U);
  EXPECT_EQ(stats.terms, here.stats().terms);
  EXPECT_EQ(to_string(stats.last), to_string(here.stats().last));
}

}  // namespace
}  // namespace kartotek
