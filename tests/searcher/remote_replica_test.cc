// Replicas that Xapian's own programs keep: kartotek-cluster(5).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/searcher/same_answers.h"
#include "tests/searcher/shard_server.h"
#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

namespace fs = std::filesystem;

std::string articles(int first, int count) {
  std::string lines;
  for (int i = first; i < first + count; ++i)
    lines +=
        fmt::format(R"({{"id":"{0}","title":"Fleet {0}","body":"The fleet of port {0} has a tug."}})", i) +
        '\n';
  return lines;
}

// Brings a replica to what the master has, once.
void replicate(const ShardServer& master, std::size_t shard, const fs::path& replica) {
  const std::string address = master.shown();
  const std::string command = fmt::format(
      "xapian-replicate --quiet --one-shot --reader-time=0 --host={} --port={} --master=shard-{} '{}'",
      address.substr(0, address.find(':')), address.substr(address.find(':') + 1), shard, replica.string());
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
}

// What a replica is made of: a whole copy is made beside the one before, and then takes its place.
std::vector<std::string> databases_in(const fs::path& replica) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(replica))
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

// Behind by a commit, a replica is told of; from then on it gets what changed, not the shard once more.
TEST(RemoteReplica, CatchesUpByWhatChanged) {
  ::setenv("XAPIAN_MAX_CHANGESETS", "20", 1);
  constexpr std::size_t shard_count = 3;
  const SmallIndex index(articles(0, 9), shard_count);
  const fs::path folder = fs::path(index.location()).parent_path();
  const ShardServer master(index.generation(), "127.0.0.1", "xapian-replicate-server");
  std::vector<fs::path> replicas;
  std::vector<std::unique_ptr<ShardServer>> servers;
  std::vector<std::string> addresses;
  for (std::size_t shard = 0; shard < shard_count; ++shard) {
    replicas.push_back(folder / fmt::format("replica-{}", shard));
    replicate(master, shard, replicas.back());
    servers.push_back(std::make_unique<ShardServer>(replicas.back()));
    addresses.push_back(servers.back()->address());
  }
  const auto expect_whole = [&](std::size_t total) {
    const Page page = Index::open(addresses).search(all_about("fleet port"));
    EXPECT_EQ(page.total, total);
    EXPECT_TRUE(page.incomplete.empty());
    expect_same_answer(page, index.open().search(all_about("fleet port")), "by replicas");
  };
  expect_whole(9);

  std::vector<std::vector<std::string>> copies;
  copies.reserve(shard_count);
  for (const fs::path& replica : replicas) copies.push_back(databases_in(replica));
  index.add(articles(9, 2));  // in the shards 0 and 1
  ::unsetenv("XAPIAN_MAX_CHANGESETS");
  replicate(master, 0, replicas[0]);
  const Page page = Index::open(addresses).search(all_about("fleet port"));
  EXPECT_EQ(page.behind, std::vector<std::string>{servers[1]->shown()});
  EXPECT_EQ(page.incomplete, page.behind);
  EXPECT_EQ(page.total, 10U);

  replicate(master, 1, replicas[1]);
  replicate(master, 2, replicas[2]);
  expect_whole(11);
  for (std::size_t shard = 0; shard < shard_count; ++shard)
    EXPECT_EQ(databases_in(replicas[shard]), copies[shard]) << shard;
}

}  // namespace
}  // namespace kartotek
