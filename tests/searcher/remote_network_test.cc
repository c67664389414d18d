// A part behind a network that loses packets, delays them, or goes down in the middle of an answer.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "tests/searcher/lossy_network.h"
#include "tests/searcher/same_answers.h"
#include "tests/searcher/shard_server.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

std::string convoys(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i)
    lines += fmt::format(R"({{"id":"{0}","title":"Convoy {0}","body":"Convoy {0} left Baku for port {1}."}})",
                         i, i % 7) +
             '\n';
  return lines;
}

// The second of three shards is behind the network.
class RemoteNetwork : public ::testing::Test {
 protected:
  static constexpr milliseconds timeout{800};

  void SetUp() override {
    try {
      network_ = std::make_unique<LossyNetwork>();
    } catch (const std::system_error& error) {
      GTEST_SKIP() << "skipped: no network namespaces here: " << error.what();
    }
    const std::vector<std::filesystem::path> shards = shards_of(index_.generation());
    for (std::size_t i = 0; i < shards.size(); ++i)
      servers_.push_back(i == 1 ? network_->there([&] {
        return std::make_unique<ShardServer>(shards[i], LossyNetwork::server);
      })
                                : std::make_unique<ShardServer>(shards[i]));
    for (const auto& server : servers_) addresses_.push_back(server->address());
  }

  static Question question(const std::string& text) {
    Question question;
    question.query = parse_query(text);
    question.limit = 0;
    question.exact_total = true;
    question.facets = {FacetKind::country};
    return question;
  }

  // The whole answer, or that of the other parts which says so; within a bounded time. Whether it was whole.
  bool expect_right(Index& index, const std::string& text, double most_seconds) {
    const Clock::time_point start = Clock::now();
    Page page = index.search(question(text));
    EXPECT_LT(std::chrono::duration<double>(Clock::now() - start).count(), most_seconds) << text;
    if (page.incomplete.empty()) {
      expect_same_answer(page, here_.search(question(text)), text);
      return true;
    }
    EXPECT_EQ(page.incomplete, std::vector<std::string>{servers_[1]->shown()});
    EXPECT_EQ(page.total, without_);
    EXPECT_EQ(page.hits.size(), without_);
    return false;
  }

  SmallIndex index_{convoys(60), 3};
  Index here_ = index_.open();
  std::size_t without_ = 40;  // articles in the other shards
  std::unique_ptr<LossyNetwork> network_;
  std::vector<std::unique_ptr<ShardServer>> servers_;
  std::vector<std::string> addresses_;
};

TEST_F(RemoteNetwork, LosesAndDelaysPacketsAndNoAnswers) {
  network_->set(4, milliseconds(1));
  Index index = Index::open(addresses_, timeout);
  for (const char* text : {"convoy", "\"left baku\""}) expect_right(index, text, 20);
}

TEST_F(RemoteNetwork, GoesDownInTheMiddleOfAnAnswerAndComesBack) {
  Index index = Index::open(addresses_, timeout);
  EXPECT_TRUE(expect_right(index, "convoy", 2));
  std::size_t cut = 0;
  for (const long bytes : {0L, 300L, 900L, 2000L}) {
    network_->cut_after(bytes);
    cut += expect_right(index, "convoy", 4) ? 0 : 1;
    network_->mend();
    // (A searcher that lives on comes back by itself, after the ten seconds that a part which fails is left.)
    index = Index::open(addresses_, timeout);
    EXPECT_TRUE(expect_right(index, "convoy", 2)) << bytes;
  }
  EXPECT_GE(cut, 2U);
}

}  // namespace
}  // namespace kartotek
