// A part elsewhere that is dead, slow, back again, or of another build: what is told, and within what time.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "searcher/cluster_file.h"
#include "searcher/collection.h"
#include "tests/searcher/shard_server.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

constexpr AnswerTimeout timeout = std::chrono::milliseconds(300);

std::string drones(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i)
    lines += fmt::format(
                 R"({{"id":"{0}","title":"Drone {0}","body":"A drone of number {0} flew over Baku."}})", i) +
             '\n';
  return lines;
}

Question about_drones() {
  Question question;
  question.query = parse_query("drone");
  question.limit = 0;
  question.collapse = false;
  question.exact_total = true;
  return question;
}

// How long it takes, in seconds.
template <typename Work>
double time_of(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

class RemoteFaults : public ::testing::Test {
 protected:
  RemoteFaults() : index_(drones(9), 3), servers_(index_.generation()) {}

  void expect_without(const Page& page, std::size_t shard) {
    EXPECT_EQ(page.incomplete, std::vector<std::string>{servers_[shard].shown()});
    EXPECT_EQ(page.total, 6U);
    EXPECT_EQ(page.hits.size(), 6U);
  }

  SmallIndex index_;
  ShardServers servers_;
};

TEST_F(RemoteFaults, NamesAPartThatIsDead) {
  servers_[1].kill();
  expect_without(Index::open(servers_.addresses(), timeout).search(about_drones()), 1);
}

TEST_F(RemoteFaults, NamesAPartThatDiesMeanwhileAndTakesItBack) {
  Index index = Index::open(servers_.addresses(), timeout);
  EXPECT_TRUE(index.search(about_drones()).incomplete.empty());
  servers_[2].kill();
  expect_without(index.search(about_drones()), 2);
  EXPECT_TRUE(index.left_out().contains(servers_[2].shown()));
  servers_[2].start();
  const Page page = Index::open(servers_.addresses(), timeout).search(about_drones());
  EXPECT_EQ(page.total, 9U);
  EXPECT_TRUE(page.incomplete.empty());
}

// (A server closes connections that nobody has used for a minute.)
TEST_F(RemoteFaults, MindsNoConnectionThatWasClosed) {
  Index index = Index::open(servers_.addresses(), timeout);
  servers_[0].kill();
  servers_[0].start();
  const Page page = index.search(about_drones());
  EXPECT_EQ(page.total, 9U);
  EXPECT_TRUE(page.incomplete.empty());
}

TEST_F(RemoteFaults, WaitsForASlowPartNoLongerThanItWasTold) {
  Index index = Index::open(servers_.addresses(), timeout);
  servers_[0].stop();
  EXPECT_LT(time_of([&] { expect_without(index.search(about_drones()), 0); }), 2);
  EXPECT_LT(
      time_of([&] { expect_without(Index::open(servers_.addresses(), timeout).search(about_drones()), 0); }),
      2);
  servers_[0].go_on();
}

// (Hits are fetched some at a time.)
TEST(RemoteHits, LoseAPartInTheMiddle) {
  constexpr std::size_t first = Collection::documents_at_a_time;
  constexpr int count = 3 * first;
  const SmallIndex articles(drones(count), 3);
  ShardServers servers(articles.generation());
  Index index = Index::open(servers.addresses(), timeout);
  std::size_t taken = 0;
  const Page page = index.search(about_drones(), [&](const Page&, const Hit&) {
    if (++taken == 1)
      for (std::size_t i = 1; i < 3; ++i) servers[i].kill();
    return true;
  });
  EXPECT_EQ(page.incomplete.size(), 2U);
  EXPECT_GE(taken, first + (count - first) / 3);
  EXPECT_LE(taken, first + (count - first) / 3 + 1);
  // What is left of the connections is not asked again.
  servers[1].start();
  servers[2].start();
  EXPECT_EQ(index.search(about_drones()).hits.size(), std::size_t{count});
}

TEST_F(RemoteFaults, SaysThatNoPartAnswers) {
  const std::vector<std::string> addresses = servers_.addresses();
  for (std::size_t i = 0; i < 3; ++i) servers_[i].kill();
  try {
    Index::open(addresses, timeout);
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::io);
  }
}

TEST_F(RemoteFaults, TakesTheNextReplica) {
  ShardServer replica(shards_of(index_.generation())[1]);
  const std::filesystem::path file = std::filesystem::path(index_.location()).parent_path() / "cluster.toml";
  std::ofstream(file) << fmt::format(
      "[[shard]]\nreplicas = [\"{}\"]\n[[shard]]\nreplicas = [\"{}\", \"{}\"]\n"
      "[[shard]]\nreplicas = [\"{}\"]\n",
      servers_[0].address(), servers_[1].address(), replica.address(), servers_[2].address());
  Index index = Index::open({file.string()}, timeout);
  EXPECT_EQ(index.search(about_drones()).total, 9U);
  servers_[1].kill();
  const Page page = index.search(about_drones());
  EXPECT_EQ(page.total, 9U);
  EXPECT_TRUE(page.incomplete.empty());
  replica.kill();
  expect_without(index.search(about_drones()), 1);
}

TEST_F(RemoteFaults, RefusesShardsThatWereNotBuiltTogether) {
  const SmallIndex other(drones(9), 3);
  ShardServer stranger(shards_of(other.generation())[1]);
  for (const std::vector<std::string>& addresses :
       {std::vector<std::string>{servers_[0].address(), stranger.address(), servers_[2].address()},
        std::vector<std::string>{servers_[0].address(), servers_[2].address()},
        std::vector<std::string>{servers_[0].address(), servers_[0].address(), servers_[2].address()}}) {
    try {
      Index::open(addresses, timeout);
      FAIL() << "no error";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::index);
      EXPECT_NE(std::string(error.what()).find("is shard"), std::string::npos) << error.what();
    }
  }
}

TEST_F(RemoteFaults, TakesTheReplicasOfOneBuildWhileAnotherIsPutInPlace) {
  const SmallIndex next(drones(12), 3);
  ShardServers next_servers(next.generation());
  const std::filesystem::path file = std::filesystem::path(index_.location()).parent_path() / "cluster.toml";
  std::ofstream out(file);
  // Of the first shard the new build comes first, of the others the old one, which is all there still.
  out << fmt::format("[[shard]]\nreplicas = [\"{}\", \"{}\"]\n", next_servers[0].address(),
                     servers_[0].address());
  for (std::size_t i = 1; i < 3; ++i)
    out << fmt::format("[[shard]]\nreplicas = [\"{}\"]\n", servers_[i].address());
  out.close();
  EXPECT_EQ(Index::open({file.string()}, timeout).search(about_drones()).total, 9U);
}

TEST(RemoteAddress, IsReadOrRefused) {
  EXPECT_EQ(parse_remote("/var/lib/index"), std::nullopt);
  EXPECT_EQ(parse_remote("tcp://10.0.0.1:7000")->shown, "10.0.0.1:7000");
  EXPECT_EQ(parse_remote("tcp://[::1]:7000")->host, "::1");
  const RemoteAddress ssh = *parse_remote("ssh://me@archive.example:2222/srv/index/current");
  EXPECT_EQ(ssh.user + "|" + ssh.host + "|" + ssh.port + "|" + ssh.path,
            "me|archive.example|2222|/srv/index/current");
  for (const char* wrong :
       {"tcp://", "tcp://host", "tcp://host:0", "tcp://host:70000", "tcp://ho st:7000", "ssh://host",
        "ssh://-oProxyCommand=x/y", "ssh://host/a;b", "ssh://host/a b", "ssh://a@b@c/d", "ssh://host:/x"})
    EXPECT_THROW(parse_remote(wrong), Error) << wrong;
}

TEST(ClusterFile, IsRefusedWithTheLine) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / fmt::format("kartotek-cluster-{}.toml", getpid());
  for (const char* wrong :
       {"", "[shard]", "[[shard]]", "[[shard]]\nreplicas = []", "[[shard]]\nreplicas = [\"dir\"]",
        "[[shard]]\nreplicas = [1]", "[[shard]]\nhosts = 1", "x = 1", "[[shard"}) {
    std::ofstream(file) << wrong;
    EXPECT_THROW(places_of(file.string()), Error) << wrong;
  }
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace kartotek
