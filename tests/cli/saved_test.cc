#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

// What --saved remembers, and of which reports.

namespace kartotek {
namespace {

namespace fs = std::filesystem;

class Saved : public ProgramTest {
 protected:
  // The two shards of the index, of which the second is where `second` says.
  std::string cluster(const std::string& second) const {
    return folder_.write(
        "cluster.toml",
        fmt::format("[[shard]]\nreplicas = [\"{}\"]\n[[shard]]\nreplicas = [\"{}\"]\n", shard(0), second));
  }
  std::string shard(int number) const {
    return fs::canonical(index_).string() + fmt::format("/generation-000001/shard-{}", number);
  }
  Outcome report(const std::string& index) const {
    const std::string queries = folder_.write("queries.toml", "[boats]\nquery = 'boat'\n");
    return run(PROGRAM_DIR "/searcher",
               {.arguments = {"--index", index, "--format", "jsonl", "--saved", queries},
                .input = {},
                .environment = {{"XDG_STATE_HOME", (folder_.path() / "state").string()}},
                .folder = {}});
  }
};

TEST_F(Saved, ReportsAgainWhatItReportedWithoutAPart) {
  const std::string articles = folder_.write("in.jsonl",
                                             "{\"id\":\"a\",\"title\":\"A boat left\"}\n"
                                             "{\"id\":\"b\",\"title\":\"A boat came home\"}\n");
  ASSERT_EQ(indexer({"--shards", "2", articles}).exit, 0);
  const Outcome partly = report(cluster("tcp://127.0.0.1:1"));
  EXPECT_EQ(partly.exit, 5);
  EXPECT_EQ(lines_of(partly.out).size(), 1U);
  EXPECT_EQ(lines_of(report(cluster(shard(1))).out).size(), 2U);
  EXPECT_EQ(lines_of(report(cluster(shard(1))).out).size(), 0U);
}

}  // namespace
}  // namespace kartotek
