// Phrases where parts are elsewhere: of the articles that have the words, no more are looked at than it
// takes.
#include "searcher/ordered_matches.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "searcher/part_reader.h"
#include "searcher/remote_part.h"
#include "tests/searcher/same_answers.h"
#include "tests/searcher/shard_server.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

// All have "night" and "convoy"; one in seven in this order, side by side, and mostly in a longer text, so
// that many others score higher.
std::string articles(int count) {
  static const std::vector<std::string> others{"harbour", "pilot", "beacon", "tanker", "fog", "crew", "reef"};
  std::mt19937 random(20261128);
  const auto below = [&random](std::size_t bound) { return static_cast<std::size_t>(random()) % bound; };
  std::string lines;
  for (int i = 0; i < count; ++i) {
    std::string body;
    const std::size_t length = i % 7 == 0 ? 6 + below(20) : 1 + below(8);
    for (std::size_t k = 0; k < length; ++k) {
      body += others[below(others.size())] + ' ';
      if (k == length / 2) body += i % 7 == 0 ? "night convoy " : "convoy by night and convoy ";
    }
    lines += fmt::format(
        R"({{"id":"{0}","title":"{1} {0}","date":"20{2:02}-{3:02}-11","countries":["{4}"],"body":"{5}"}})", i,
        i % 50 == 0 ? "Night convoy" : "Convoy", 10 + below(12), 1 + below(12), i % 3 == 0 ? "TR" : "US",
        body);
    lines += '\n';
  }
  return lines;
}

class PhraseElsewhere : public ::testing::Test {
 protected:
  static constexpr int count = 700;

  // An index of one database, of three shards elsewhere, and of one elsewhere beside two of this machine.
  static void SetUpTestSuite() {
    const std::string lines = articles(count);
    whole_ = std::make_unique<SmallIndex>(lines);
    three_ = std::make_unique<SmallIndex>(lines, 3);
    servers_ = std::make_unique<ShardServers>(three_->generation());
  }
  static void TearDownTestSuite() {
    servers_.reset();
    three_.reset();
    whole_.reset();
  }

  static Index elsewhere() { return Index::open(servers_->addresses()); }

  static void expect_same(Index& index, const Question& question, const std::string& text) {
    Page page = index.search(question);
    Page expected = whole_->open().search(question);
    for (Page* each : {&page, &expected})
      for (Hit& hit : each->hits) hit.stored.article.path.clear();  // each index has read a file of its own
    expect_same_answer(page, expected, text);
  }

  static inline std::unique_ptr<SmallIndex> whole_, three_;
  static inline std::unique_ptr<ShardServers> servers_;
};

Question asked(const std::string& text) {
  Question question;
  question.query = parse_query(text);
  return question;
}

TEST_F(PhraseElsewhere, IsFoundAsInOneDatabase) {
  Index index = elsewhere();
  for (const std::string text :
       {"\"night convoy\"", "\"convoy night\"", "convoy -\"night convoy\"", "reef \"night convoy\"",
        "\"night convoy\" OR \"fog crew\"", "night NEAR/2 convoy", "10* NEAR/2 convoy",
        "title:\"night convoy\" reef", "+\"night convoy\" fog -\"convoy reef\"", "=\"Night convoy\"",
        "\"night convoy fog\"", "NOT \"night convoy\"",
        "pilot beacon tanker fog crew harbour reef \"night convoy\"",
        "(\"night convoy\" -reef) OR (\"convoy by night\" +reef)"}) {
    Question question = asked(text);
    expect_same(index, question, text);
    question.sort = Sort::newest;
    expect_same(index, question, text + ", newest");
    question.sort = Sort::oldest;
    question.offset = 15;
    question.collapse = false;
    expect_same(index, question, text + ", oldest");
  }
}

TEST_F(PhraseElsewhere, IsPagedCountedAndNarrowed) {
  Index index = elsewhere();
  const std::string text = "\"night convoy\"";
  for (const std::size_t offset : {0U, 10U, 40U, 90U, 98U, 120U}) {
    Question question = asked(text);
    question.offset = offset;
    expect_same(index, question, fmt::format("from {}", offset));
  }
  Question all = asked(text);
  all.limit = 0;
  expect_same(index, all, "all");
  Question counted = asked(text);
  counted.facets = {FacetKind::country, FacetKind::year, FacetKind::month};
  expect_same(index, counted, "facets");
  EXPECT_TRUE(index.search(counted).total_is_exact);
  EXPECT_EQ(index.search(counted).total, whole_->open().search(counted).total);
  Question narrowed = asked(text + " fog");
  narrowed.countries = {"TR"};
  narrowed.from = *parse_iso_date("2014");
  expect_same(index, narrowed, "narrowed");
  Question recent = asked(text);
  recent.half_life = 400;
  expect_same(index, recent, "by age");
}

TEST_F(PhraseElsewhere, IsFoundBesideShardsOfThisMachine) {
  const std::vector<std::filesystem::path> shards = shards_of(three_->generation());
  const std::filesystem::path file = std::filesystem::path(three_->location()).parent_path() / "mixed.toml";
  std::ofstream(file) << fmt::format("[[shard]]\nreplicas = [\"{}\"]\n[[shard]]\nreplicas = [\"{}\"]\n",
                                     shards[0].string(), (*servers_)[1].address())
                      << fmt::format("[[shard]]\nreplicas = [\"{}\"]\n", shards[2].string());
  Index index = Index::open({file.string()});
  expect_same(index, asked("\"night convoy\""), "mixed");
}

TEST_F(PhraseElsewhere, IsExplainedAsAPhraseAndNotByTheArticlesThatHaveIt) {
  EXPECT_THAT(elsewhere().search(asked("\"night convoy\"")).explanation,
              testing::HasSubstr("PostingSource(phrase)"));
}

TEST_F(PhraseElsewhere, IsCountedByWhatWasLookedAt) {
  // Three in four articles have it: the first few are enough.
  const Page page = elsewhere().search(asked("convoy NEAR/3 night"));
  EXPECT_FALSE(page.total_is_exact);
  EXPECT_GE(page.total, count / 2U);
  EXPECT_LE(page.total, count + 0U);
}

TEST_F(PhraseElsewhere, IsCountedWhereItIsNotAllThatIsWanted) {
  for (const std::string text : {"reef -\"by night\"", "fog OR \"by night\""}) {
    const Page page = elsewhere().search(asked(text));
    EXPECT_FALSE(page.total_is_exact) << text;
    EXPECT_NEAR(static_cast<double>(page.total),
                static_cast<double>(whole_->open().search(asked(text)).total), count / 10.0)
        << text;
  }
}

TEST_F(PhraseElsewhere, EndsByTheDeadline) {
  Index index = elsewhere();
  Question question = asked("\"night convoy\"");
  question.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  EXPECT_THROW(index.search(question), TooCostly);
  question.deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  EXPECT_EQ(index.search(question).hits.size(), 10U);
}

// Much is read by several connections; those that fail are done without.
TEST_F(PhraseElsewhere, IsReadByOneConnectionWhereOthersFail) {
  const std::filesystem::path shard = shards_of(three_->generation()).front();
  ShardServer first(shard);
  ShardServer other(shard);
  const auto open = [](const ShardServer& server) {
    return open_remote(*parse_remote(server.address()), usual_answer_timeout);
  };
  std::size_t connections = 0;
  PartReader reader({open(first)}, [&](std::size_t) -> std::optional<Xapian::Database> {
    ++connections;
    try {
      return open(other);
    } catch (const Xapian::NetworkError&) {
      return std::nullopt;
    }
  });
  const auto read = [](PartReader::Lane& lane, Xapian::docid number) {
    return lane.database.get_document(number).get_data();
  };
  std::unordered_map<Xapian::docid, std::string> kept;
  EXPECT_TRUE(reader.read({1, 2}, kept, read).empty());
  EXPECT_EQ(connections, 0U);
  std::vector<Xapian::docid> numbers;
  for (Xapian::docid number = 1; number <= 200; ++number) numbers.push_back(number);
  EXPECT_TRUE(reader.read(numbers, kept, read).empty());
  EXPECT_EQ(connections, 3U);
  const auto before = std::move(kept);
  kept.clear();
  other.kill();
  EXPECT_TRUE(reader.read(numbers, kept, read).empty());
  EXPECT_EQ(kept, before);
  first.kill();
  EXPECT_EQ(reader.read(numbers, kept, read).size(), 1U);
}

}  // namespace
}  // namespace kartotek
