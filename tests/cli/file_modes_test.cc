#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/cli/program.h"

// The index holds the articles: who may read it is for the umask to say, and nobody else may write to it.

namespace kartotek {
namespace {

class FileModes : public ProgramTest, public testing::WithParamInterface<mode_t> {};

TEST_P(FileModes, AreThoseOfTheUmask) {
  const mode_t before = ::umask(GetParam());
  const std::string articles =
      folder_.write("news/a.txt", "Frigate launched\n\nIt left the slip in Gölcük.\n");
  EXPECT_EQ(indexer({"--report", (folder_.path() / "report.json").string(), articles}).exit, 0);
  folder_.write("news/b.txt", "Corvette sold\n\nIt goes to Kyiv.\n");
  EXPECT_EQ(indexer({"--rebuild", (folder_.path() / "news").string()}).exit, 0);
  ::umask(before);
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
    const mode_t all = entry.is_directory() ? 0777 : 0666;
    const auto mode = static_cast<mode_t>(entry.status().permissions());
    EXPECT_EQ(mode, all & ~GetParam()) << entry.path() << std::oct << ' ' << mode;
    ++seen;
  }
  EXPECT_GT(seen, 10U);
}

INSTANTIATE_TEST_SUITE_P(Umask, FileModes, testing::Values(mode_t{077}, mode_t{027}, mode_t{002}));

}  // namespace
}  // namespace kartotek
