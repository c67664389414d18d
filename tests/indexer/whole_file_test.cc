#include "indexer/whole_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <sstream>

#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

class WholeFiles : public ScratchFolder {
 protected:
  static std::string content_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
  }

  std::filesystem::path file() const { return folder() / "report.json"; }
  std::filesystem::path beside() const { return folder() / "report.json.new"; }
};

TEST_F(WholeFiles, AppearWhenTheyArePublishedAndReplaceWhatWasThere) {
  std::ofstream(file()) << "old";
  WholeFile whole(file(), "the report");
  whole.out() << "new";
  whole.close();
  EXPECT_EQ(content_of(file()), "old");
  whole.publish();
  EXPECT_EQ(content_of(file()), "new");
  EXPECT_FALSE(std::filesystem::exists(beside()));
}

TEST_F(WholeFiles, LeaveNothingBehindWhenTheyAreNot) {
  { WholeFile(file(), "the report").out() << "half"; }
  EXPECT_TRUE(std::filesystem::is_empty(folder()));
}

TEST_F(WholeFiles, AreNotWrittenThroughALinkOfSomebodyElse) {
  const std::filesystem::path victim = folder() / "victim";
  std::ofstream(victim) << "precious";
  std::filesystem::create_symlink(victim, beside());
  WholeFile whole(file(), "the report");
  whole.out() << "new";
  whole.close();
  whole.publish();
  EXPECT_EQ(content_of(victim), "precious");
  EXPECT_EQ(content_of(file()), "new");
  EXPECT_FALSE(std::filesystem::is_symlink(file()));
}

TEST_F(WholeFiles, TakeThePlaceOfNothingButAFile) {
  const std::filesystem::path link = folder() / "link";
  const std::filesystem::path pipe = folder() / "pipe";
  std::filesystem::create_symlink("/dev/null", link);
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  for (const std::filesystem::path& there : {link, pipe}) {
    try {
      const WholeFile whole(there, "the report");
      FAIL() << there << " was taken";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      EXPECT_EQ(error.what(), "the report " + there.string() + " is a link, a pipe or a device, not a file");
    }
  }
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_TRUE(std::filesystem::is_fifo(pipe));
}

TEST_F(WholeFiles, SayWhyTheyCannotBe) {
  try {
    const WholeFile whole(folder(), "the report");
    FAIL() << "a folder was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.what(), "the report " + folder().string() + " is a folder");
  }
  try {
    const WholeFile whole(folder() / "missing" / "report.json", "the report");
    FAIL() << "a missing folder was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::io);
    EXPECT_EQ(error.what(), "cannot write the report " + (folder() / "missing" / "report.json").string());
  }
}

}  // namespace
}  // namespace kartotek
