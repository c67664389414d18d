// An index of several shards, here or behind Xapian's servers, answers as one of the same articles that has
// one.
#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "indexer/generation.h"
#include "searcher/search.h"
#include "tests/cli/program.h"
#include "tests/cli/shared_data.h"
#include "tests/searcher/random_questions.h"
#include "tests/searcher/same_answers.h"
#include "tests/searcher/shard_server.h"

namespace kartotek {
namespace {

// The letters and digits of each word of a text.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) {
    std::erase_if(word, [](unsigned char c) { return c < 0x80 && std::isalnum(c) == 0; });
    const bool has_signs = word.find_first_of("\xC2\xE2") != std::string::npos;  // quotes, dashes
    if (!word.empty() && !has_signs) words.push_back(word);
  }
  return words;
}

bool is_operator(const std::string& word) {
  return word == "AND" || word == "OR" || word == "NOT" || word == "NEAR";
}

// NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
bool is_whole() { return std::getenv("KARTOTEK_WHOLE") != nullptr; }

class ShardedCorpora : public ProgramTest {
 protected:
  void SetUp() override {
    SKIP_WITHOUT("corpora");
    const std::size_t step = is_whole() ? 1 : 8;  // of the articles, for a quick test
    std::string all;
    std::size_t number = 0;
    for (const char* corpus : {"reuters-dev", "defence-dev"})
      for (const std::string& line : lines_of(unpacked(corpus)))
        if (number++ % step == 0) take(line, all);
    for (const std::string shards : {"1", "3", "8"}) {
      const std::string file = folder_.write("articles.jsonl", all);
      const Outcome outcome =
          run(PROGRAM_DIR "/indexer", {.arguments = {"--index", index_ + shards, "--shards", shards, file},
                                       .input = {},
                                       .environment = {},
                                       .folder = {}});
      ASSERT_EQ(outcome.exit, 0) << outcome.err;
    }
  }

  // Adds an article, and now and then its words to those that are asked for.
  void take(const std::string& line, std::string& all) {
    all += line + "\n";
    if (++taken_ % 7 != 0) return;
    const std::vector<std::string> words = words_of(Json::parse(line).value("body", ""));
    for (std::size_t i = taken_ % 5; i + 3 < words.size(); i += 29) {
      if (is_operator(words[i]) || is_operator(words[i + 1]) || is_operator(words[i + 2])) continue;
      if (words[i].size() > 3) words_.push_back(words[i]);
      passages_.push_back(words[i] + " " + words[i + 1] + (i % 2 == 0 ? " " + words[i + 2] : ""));
    }
  }

  // A cluster file of the eight shards, every other one read from this machine.
  std::string mixed(ShardServers& servers) const {
    std::string cluster;
    const std::vector<std::filesystem::path> shards = shards_of(live_generation(index_ + "8"));
    for (std::size_t i = 0; i < shards.size(); ++i)
      cluster += fmt::format("[[shard]]\nreplicas = [\"{}\"]\n",
                             i % 2 == 0 ? servers[i].address() : shards[i].string());
    return folder_.write("mixed.toml", cluster);
  }

  void expect_answers_of_one(std::vector<Index>& others, std::size_t count) {
    Index one = Index::open({index_ + "1"});
    RandomQuestions random(words_, passages_, 20261127);
    std::size_t hits = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const auto [question, text] = random.question();
      const Page expected = one.search(question);
      hits += expected.hits.size();
      for (Index& other : others) expect_same_answer(other.search(question), expected, text);
    }
    EXPECT_GT(hits, 4 * count);  // of questions that find something
  }

  std::vector<std::string> words_;
  std::vector<std::string> passages_;
  std::size_t taken_ = 0;
};

TEST_F(ShardedCorpora, AnswerFiveHundredQuestionsAsOneDatabaseDoes) {
  std::vector<Index> others;
  for (const char* shards : {"3", "8"}) others.push_back(Index::open({index_ + shards}));
  expect_answers_of_one(others, 500);
}

TEST_F(ShardedCorpora, AnswerAsOneDatabaseDoesFromElsewhere) {
  ShardServers three(live_generation(index_ + "3"));
  ShardServers eight(live_generation(index_ + "8"));
  std::vector<Index> others;
  others.push_back(Index::open(three.addresses()));
  others.push_back(Index::open(eight.addresses()));
  others.push_back(Index::open({mixed(eight)}));
  expect_answers_of_one(others, is_whole() ? 500 : 25);
}

}  // namespace
}  // namespace kartotek
