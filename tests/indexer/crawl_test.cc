#include "indexer/crawl.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

namespace fs = std::filesystem;

class CrawlTest : public ScratchFolder {
 protected:
  Crawl crawl_folder() const { return crawl(parse_source((folder() / "news").string())); }
};

std::vector<std::string> ids(const Crawl& crawl) {
  std::vector<std::string> found;
  for (const SourceFile& file : crawl.files) found.push_back(file.id_prefix);
  return found;
}

TEST_F(CrawlTest, FindsArticleFilesInTheOrderOfTheirPaths) {
  for (const char* name :
       {"news/b.txt", "news/a.jsonl", "news/sub/deep/z.md", "news/sub/c.json", "news/ə.txt"})
    write(name, "x");
  const Crawl found = crawl_folder();
  EXPECT_EQ(ids(found),
            (std::vector<std::string>{"a.jsonl", "b.txt", "sub/c.json", "sub/deep/z.md", "ə.txt"}));
  EXPECT_TRUE(found.rejects.empty());
  EXPECT_EQ(found.files[1].source, "news");
  EXPECT_EQ(found.files[1].path, (folder() / "news/b.txt").string());
}

TEST_F(CrawlTest, PassesOverHiddenFilesAndCountsOtherKinds) {
  for (const char* name :
       {"news/.hidden.txt", "news/.git/a.txt", "news/a.txt", "news/photo.jpg", "news/noname"})
    write(name, "x");
  const Crawl found = crawl_folder();
  EXPECT_EQ(ids(found), std::vector<std::string>{"a.txt"});
  EXPECT_EQ(found.ignored, 2U);
  EXPECT_TRUE(found.rejects.empty());
}

TEST_F(CrawlTest, FollowsLinksToFilesInsideOnly) {
  write("news/a.txt", "x");
  write("outside.txt", "x");
  write("other/b.txt", "x");
  fs::create_symlink("a.txt", folder() / "news/link.txt");
  fs::create_symlink(folder() / "outside.txt", folder() / "news/out.txt");
  fs::create_symlink(folder() / "other", folder() / "news/other");
  fs::create_symlink("..", folder() / "news/up");
  fs::create_symlink(".", folder() / "news/round");
  const Crawl found = crawl_folder();
  EXPECT_EQ(ids(found), (std::vector<std::string>{"a.txt", "link.txt"}));
  EXPECT_TRUE(found.rejects.empty());
}

TEST_F(CrawlTest, RejectsDanglingLinks) {
  write("news/a.txt", "x");
  fs::create_symlink("gone.txt", folder() / "news/link.txt");
  fs::create_symlink("gone", folder() / "news/no-article");
  const Crawl found = crawl_folder();
  EXPECT_EQ(ids(found), std::vector<std::string>{"a.txt"});
  ASSERT_EQ(found.rejects.size(), 1U);
  EXPECT_EQ(found.rejects[0].path, (folder() / "news/link.txt").string());
  EXPECT_EQ(found.rejects[0].reason, "dangling link");
}

TEST_F(CrawlTest, DoesNotWaitForPipes) {
  write("news/a.txt", "x");
  ASSERT_EQ(::mkfifo((folder() / "news/pipe.txt").c_str(), 0600), 0);
  const Crawl found = crawl_folder();
  EXPECT_EQ(ids(found), std::vector<std::string>{"a.txt"});
  ASSERT_EQ(found.rejects.size(), 1U);
  EXPECT_EQ(found.rejects[0].reason, "not a regular file");
}

TEST_F(CrawlTest, RefusesASourceThatIsAPipeOrADevice) {
  ASSERT_EQ(::mkfifo((folder() / "pipe.jsonl").c_str(), 0600), 0);
  const std::string pipe = (folder() / "pipe.jsonl").string();
  for (const std::string& argument : {pipe, "wire=" + pipe, std::string("/dev/null")}) {
    try {
      parse_source(argument);
      FAIL() << argument;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      EXPECT_NE(std::string(error.what()).find("is a pipe, a socket or a device"), std::string::npos);
      EXPECT_NE(error.hint().find("standard input"), std::string::npos);
    }
  }
}

TEST_F(CrawlTest, RejectsFoldersThatCannotBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "skipped: root reads every folder";
  write("news/a.txt", "x");
  write("news/closed/b.txt", "x");
  fs::permissions(folder() / "news/closed", fs::perms::none);
  const Crawl found = crawl_folder();
  fs::permissions(folder() / "news/closed", fs::perms::owner_all);
  EXPECT_EQ(ids(found), std::vector<std::string>{"a.txt"});
  ASSERT_EQ(found.rejects.size(), 1U);
  EXPECT_EQ(found.rejects[0].path, (folder() / "news/closed").string());
}

TEST_F(CrawlTest, TakesASingleFile) {
  const fs::path file = write("news/a.jsonl", "{}");
  const Crawl found = crawl(parse_source(file.string()));
  EXPECT_EQ(ids(found), std::vector<std::string>{"a.jsonl"});
  EXPECT_EQ(found.files[0].source, "a.jsonl");
}

TEST_F(CrawlTest, PutsTheNameOfASourceBeforeItsIds) {
  write("news/sub/a.txt", "x");
  const Crawl found = crawl(parse_source("wire=" + (folder() / "news").string()));
  EXPECT_EQ(ids(found), std::vector<std::string>{"wire/sub/a.txt"});
  EXPECT_EQ(found.files[0].source, "wire");
}

TEST_F(CrawlTest, CallsOneFolderTheSameHoweverItIsWritten) {
  write("news/a.txt", "x");
  const std::string plain = (folder() / "news").string();
  const Source source = parse_source(plain);
  for (const std::string& other : {plain + "/", plain + "/.", plain + "/../news", plain + "//"}) {
    EXPECT_EQ(parse_source(other).origin, source.origin) << other;
    EXPECT_EQ(parse_source(other).name, "news") << other;
    EXPECT_EQ(ids(crawl(parse_source(other))), std::vector<std::string>{"a.txt"}) << other;
  }
}

TEST_F(CrawlTest, TakesAnEqualsSignInAPathForWhatItIs) {
  write("a=b/a.txt", "x");
  const Source source = parse_source((folder() / "a=b").string());
  EXPECT_EQ(source.name, "a=b");
  EXPECT_EQ(source.id_prefix, "");
  EXPECT_EQ(parse_source("x=" + (folder() / "a=b").string()).id_prefix, "x/");
}

TEST_F(CrawlTest, KnowsStandardInput) {
  EXPECT_EQ(parse_source("-").path, "-");
  EXPECT_EQ(parse_source("-").id_prefix, "");
  EXPECT_EQ(parse_source("wire=-").path, "-");
  EXPECT_EQ(parse_source("wire=-").id_prefix, "wire/");
}

TEST_F(CrawlTest, RefusesASourceThatDoesNotExist) {
  const std::string gone = (folder() / "gone").string();
  const std::string with_sign = (folder() / "a=gone").string();
  for (const auto& [argument, named] :
       {std::pair{gone, gone}, {"wire=" + gone, gone}, {with_sign, with_sign}}) {
    try {
      parse_source(argument);
      FAIL() << argument;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      EXPECT_EQ(std::string(error.what()).find("SOURCE " + named), 0U) << error.what();
      EXPECT_NE(error.hint(), "");
    }
  }
}

}  // namespace
}  // namespace kartotek
