#include "indexer/write_behind.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

namespace fs = std::filesystem;

class WriteBehindTest : public ScratchFolder {
 protected:
  // The files of the test that this process has open.
  std::set<std::string> open_files() const {
    std::set<std::string> names;
    for (const fs::directory_entry& descriptor : fs::directory_iterator("/proc/self/fd")) {
      std::error_code gone;
      const fs::path file = fs::read_symlink(descriptor.path(), gone);
      if (!gone && file.parent_path() == folder()) names.insert(file.filename().string());
    }
    return names;
  }
  std::string content(const std::string& name) const {
    std::ifstream file(folder() / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

TEST_F(WriteBehindTest, HasItsFilesOpenAsLongAsItLives) {
  const std::vector<fs::path> files{write("a", "1"), folder() / "missing", write("b", "2")};
  {
    const WriteBehind write_behind(files);
    EXPECT_EQ(open_files(), (std::set<std::string>{"a", "b"}));
  }
  EXPECT_EQ(open_files(), std::set<std::string>());
  EXPECT_FALSE(fs::exists(folder() / "missing"));
}

TEST_F(WriteBehindTest, LeavesWhatIsWrittenAsItIs) {
  const fs::path file = write("a", "begin ");
  std::string all = "begin ";
  {
    const WriteBehind write_behind({file});
    std::ofstream out(file, std::ios::binary | std::ios::app);
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(50);  // some of its rounds
    while (std::chrono::steady_clock::now() < end) {
      const std::string more(4096, static_cast<char>('a' + all.size() % 26));
      out << more << std::flush;
      all += more;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
  EXPECT_TRUE(content("a") == all);
}

TEST_F(WriteBehindTest, TakesAFileThatIsRemovedOrThatItCannotWrite) {
  const fs::path removed = write("a", "1");
  const WriteBehind write_behind({removed, folder(), fs::path("/dev/null")});
  fs::remove(removed);
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  EXPECT_FALSE(fs::exists(removed));
}

}  // namespace
}  // namespace kartotek
