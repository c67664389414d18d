// The parts of one answer are of one moment of one build, or it says that they are not: replicas that are
// behind, and rebuilds that are put in place while questions are asked.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/searcher/same_answers.h"
#include "tests/searcher/shard_server.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

namespace fs = std::filesystem;

constexpr AnswerTimeout timeout = std::chrono::milliseconds(500);
constexpr std::size_t shard_count = 3;

// A thing of which every article of an index says the same, so that none of another can be taken for one.
std::string articles(const std::string& thing, int first, int count) {
  std::string lines;
  for (int i = first; i < first + count; ++i)
    lines +=
        fmt::format(R"({{"id":"{0}","title":"Fleet {0}","body":"The fleet has a {1}."}})", i, thing) + '\n';
  return lines;
}

class RemoteMoments : public ::testing::Test {
 protected:
  // A cluster file of shards that have these replicas.
  std::string cluster(const std::vector<std::vector<std::string>>& shards) const {
    const fs::path file = fs::path(index_.location()).parent_path() / "cluster.toml";
    std::ofstream out(file);
    for (const std::vector<std::string>& replicas : shards)
      out << fmt::format("[[shard]]\nreplicas = [\"{}\"]\n", fmt::join(replicas, "\", \""));
    return file.string();
  }
  // Each shard as it is now, for a replica that gets no more.
  std::vector<fs::path> copy_of_shards() const {
    std::vector<fs::path> copies;
    for (const fs::path& shard : shards_of(index_.generation())) {
      copies.push_back(fs::path(index_.location()).parent_path() / fmt::format("copy-{}", copies.size()));
      fs::copy(shard, copies.back(), fs::copy_options::recursive);
    }
    return copies;
  }
  std::vector<std::string> live_shards() const {
    std::vector<std::string> shards;
    for (const fs::path& shard : shards_of(index_.generation())) shards.push_back(shard.string());
    return shards;
  }

  SmallIndex index_{articles("frigate", 0, 9), shard_count};
};

TEST_F(RemoteMoments, ToldOfAReplicaThatIsBehindByACommit) {
  const std::vector<fs::path> old = copy_of_shards();
  index_.add(articles("corvette", 9, 2));  // in the first two shards
  const std::vector<std::string> live = live_shards();
  for (std::size_t behind = 0; behind < 2; ++behind) {
    ShardServer replica(old[behind]);
    std::vector<std::vector<std::string>> shards;
    for (const std::string& shard : live) shards.push_back({shard});
    shards[behind] = {replica.address()};
    const Page page = Index::open({cluster(shards)}, timeout).search(all_about("fleet"));
    EXPECT_EQ(page.incomplete, std::vector<std::string>{replica.shown()});
    EXPECT_EQ(page.behind, page.incomplete);
    EXPECT_EQ(page.total, 10U);
    // Of its replicas the one that has all is taken, in whatever order they are named.
    shards[behind] = {replica.address(), live[behind]};
    const Page whole = Index::open({cluster(shards)}, timeout).search(all_about("fleet"));
    EXPECT_TRUE(whole.incomplete.empty());
    EXPECT_EQ(whole.total, 11U);
  }
}

TEST_F(RemoteMoments, AShardThatACommitDidNotTouchIsNotBehind) {
  const std::vector<fs::path> old = copy_of_shards();
  index_.add(articles("corvette", 9, 2));
  const std::vector<std::string> live = live_shards();
  const Page page =
      Index::open({cluster({{live[0]}, {live[1]}, {old[2].string()}})}, timeout).search(all_about("fleet"));
  EXPECT_TRUE(page.incomplete.empty());
  EXPECT_EQ(page.total, 11U);
}

// No shard has what the copies lack: an answer of an earlier moment, but of one.
TEST_F(RemoteMoments, ReplicasThatAreAllBehindAgree) {
  const std::vector<fs::path> old = copy_of_shards();
  index_.add(articles("corvette", 9, 2));
  const std::vector<std::string> live = live_shards();
  const Page page =
      Index::open({cluster({{live[0], old[0].string()}, {old[1].string()}, {live[2]}})}, timeout)
          .search(all_about("fleet"));
  EXPECT_TRUE(page.incomplete.empty());
  EXPECT_EQ(page.total, 9U);
}

TEST_F(RemoteMoments, AnswersAsOfOneCommitWhateverIsCommittedMeanwhile) {
  ShardServers servers(index_.generation());
  Index index = Index::open(servers.addresses(), timeout);
  EXPECT_EQ(index.search(all_about("fleet")).total, 9U);
  for (std::size_t i = 1; i <= 3; ++i) {
    index_.add(articles("corvette", static_cast<int>(8 + i), 1));
    index.refresh();
    const Page page = index.search(all_about("fleet"));
    EXPECT_TRUE(page.incomplete.empty());
    EXPECT_GE(page.total, 9U);
    EXPECT_LE(page.total, 9U + i);
    EXPECT_EQ(page.hits.size(), page.total);
  }
  EXPECT_EQ(Index::open(servers.addresses(), timeout).search(all_about("fleet")).total, 12U);
}

// Asks a cluster again and again, by a searcher that lives on and by a new one each time.
class Asking {
 public:
  explicit Asking(std::string file) : file_(std::move(file)), thread_([this] { ask(); }) {}
  ~Asking() { stop(); }
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;

  // Until some more questions are answered.
  void go_on() const {
    for (const std::size_t before = answers_; answers_ < before + 4 && !has_failed_;)
      std::this_thread::yield();
  }
  // What was answered wrongly; "" for nothing.
  const std::string& stop() {
    is_ending_ = true;
    if (thread_.joinable()) thread_.join();
    return failure_;
  }
  std::size_t answers() const { return answers_; }

 private:
  void ask() {
    try {
      Index lasting = Index::open({file_}, timeout);
      while (!is_ending_ && !has_failed_) {
        lasting.refresh();
        check(lasting);
        Index fresh = Index::open({file_}, timeout);
        check(fresh);
      }
    } catch (const Error& error) {
      failure_ = error.what();
    }
    has_failed_ = !failure_.empty();
  }
  void check(Index& index) {
    const Page page = index.search(all_about("fleet"));
    std::set<std::string> texts;
    for (const Hit& hit : page.hits) texts.insert(hit.stored.article.text);
    if (!page.incomplete.empty() || page.total != 9 || texts.size() != 1)
      failure_ = fmt::format("{} articles, {} texts, without {}", page.total, texts.size(),
                             fmt::join(page.incomplete, " "));
    has_failed_ = !failure_.empty();
    ++answers_;
  }

  std::string file_;
  std::atomic<bool> is_ending_ = false;
  std::atomic<bool> has_failed_ = false;
  std::atomic<std::size_t> answers_ = 0;
  std::string failure_;
  std::thread thread_;
};

// The way of kartotek-cluster(5): each shard has two addresses, of which one is served, and the new build is
// served at the others before the old one goes.
TEST_F(RemoteMoments, ARebuildIsPutInPlaceUnderQuestions) {
  std::vector<std::unique_ptr<ShardServer>> servers;  // of shard i: i, and i + shard_count
  for (int side = 0; side < 2; ++side)
    for (const fs::path& shard : shards_of(index_.generation()))
      servers.push_back(std::make_unique<ShardServer>(shard));
  std::vector<std::vector<std::string>> shards;
  for (std::size_t i = 0; i < shard_count; ++i) {
    shards.push_back({servers[i]->address(), servers[i + shard_count]->address()});
    servers[i + shard_count]->kill();
  }
  Asking asking(cluster(shards));
  std::size_t live = 0;  // the side that is served
  for (const char* thing : {"corvette", "tender"}) {
    asking.go_on();
    index_.add(articles(thing, 0, 9), true);
    const std::vector<fs::path> fresh = shards_of(index_.generation());
    const std::size_t next = shard_count - live;
    for (std::size_t i = 0; i < shard_count; ++i) {
      servers[i + next]->set_database(fresh[i]);
      servers[i + next]->start();
      asking.go_on();
    }
    for (std::size_t i = 0; i < shard_count; ++i) {
      servers[i + live]->kill();
      asking.go_on();
    }
    live = next;
  }
  EXPECT_EQ(asking.stop(), "");
  EXPECT_GE(asking.answers(), 56U);
}

}  // namespace
}  // namespace kartotek
