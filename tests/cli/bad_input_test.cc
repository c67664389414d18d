#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

#include "tests/cli/program.h"

// Inputs that no program should have to see: a clear line, the right exit code, never a crash.

namespace kartotek {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

constexpr std::size_t fifty_megabytes = std::size_t{50} << 20;

class BadInput : public ProgramTest {
 protected:
  // The only reject of the only file; it says why and has cost nothing else.
  void expect_reject(const std::string& name, std::string_view content) const {
    const Outcome outcome = indexer({folder_.write(name, content)});
    EXPECT_EQ(outcome.exit, 1) << outcome.err;
    const std::vector<std::string> rejects = lines_of(read_file(index_ + "/rejects.jsonl"));
    ASSERT_EQ(rejects.size(), 1U);
    EXPECT_THAT(Json::parse(rejects[0])["path"], HasSubstr(name));
    EXPECT_NE(Json::parse(rejects[0])["reason"], "");
    EXPECT_THAT(outcome.err, HasSubstr("rejects.jsonl"));
  }

  // A program that ends by itself, says why in a line and a hint, and not by a signal.
  static void expect_failure(const Outcome& outcome, int exit) {
    EXPECT_EQ(outcome.exit, exit) << outcome.err;
    const std::size_t lines = lines_of(outcome.err).size();
    EXPECT_GE(lines, 1U);
    EXPECT_LE(lines, 2U) << outcome.err;
  }

  void expect_refused_query(const std::string& query) const {
    const Outcome outcome = searcher({"--queries", "-"}, "q\t" + query + "\n");
    EXPECT_EQ(outcome.exit, 2);
    EXPECT_THAT(outcome.err, HasSubstr("\nhint: "));
    EXPECT_LE(outcome.err.size(), 2000U);
    EXPECT_LE(outcome.took.count(), 10);
  }

  void take_one() const { take(R"({"id":"x","title":"Title","body":"One article."})"); }

  fs::path generation() const {
    for (const fs::directory_entry& entry : fs::directory_iterator(index_))
      if (entry.is_directory()) return entry.path();
    return {};
  }
};

TEST_F(BadInput, EmptyFilesAreRejects) {
  for (const char* name : {"a.txt", "a.jsonl", "a.json"}) expect_reject(name, "");
}

// Opened, it would be waited for until somebody writes to it.
TEST_F(BadInput, APipeIsNeverWaitedFor) {
  folder_.write("news/a.txt", "Frigate launched\n\nIt left the slip.\n");
  const std::string pipe = (folder_.path() / "news/pipe.jsonl").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const Outcome given = indexer({pipe});
  expect_failure(given, 2);
  EXPECT_THAT(given.err, HasSubstr("pipe.jsonl is a pipe, a socket or a device"));
  const Outcome met = indexer({(folder_.path() / "news").string()});
  EXPECT_EQ(met.exit, 1) << met.err;
  EXPECT_THAT(read_file(index_ + "/rejects.jsonl"), HasSubstr("not a regular file"));
  EXPECT_EQ(searcher({"frigate"}).exit, 0);
}

TEST_F(BadInput, BinaryIsAReject) {
  std::string bytes;
  for (unsigned i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 2654435761U >> 24U);
  expect_reject("a.txt", std::string("\x7F") + "ELF\x02\x01\x01" + std::string(9, '\0') + bytes);
}

TEST_F(BadInput, TruncatedJsonIsAReject) {
  expect_reject("a.json", R"({"id":"x","title":"Cut","body":"in the mid)");
  expect_reject("b.jsonl", R"({"id":"x","title":"Cut","body":"in the mid)");
}

TEST_F(BadInput, DeepJsonIsAReject) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  expect_reject("a.jsonl", R"({"id":"x","body":"Text.","more":)" + deep + "}\n");
}

TEST_F(BadInput, IllFormedUtf8InJsonIsAReject) {
  expect_reject("a.jsonl", "{\"id\":\"x\",\"body\":\"A \xC3( b\"}\n");
}

TEST_F(BadInput, IllFormedUtf8InTextIsDecodedOrRejected) {
  const Outcome outcome =
      indexer({folder_.write("a.txt", "Good line\n\nBroken \xC3( \xFF\xFE words here.\n")});
  EXPECT_TRUE(outcome.exit == 0 || outcome.exit == 1) << outcome.exit;
  EXPECT_EQ(outcome.exit == 1, !read_file(index_ + "/rejects.jsonl").empty());
}

TEST_F(BadInput, NulCharactersDoNoHarm) {
  const Outcome outcome =
      indexer({"-"}, "{\"id\":\"x\\u0000y\",\"title\":\"A\\u0000B\",\"body\":\"Before\\u0000after.\"}\n");
  EXPECT_TRUE(outcome.exit == 0 || outcome.exit == 1) << outcome.exit;
  EXPECT_EQ(outcome.exit == 0, searcher({"after"}).exit == 0);
}

TEST_F(BadInput, FiftyMegabytesInALineAreTaken) {
  std::string body;
  while (body.size() < fifty_megabytes) body += "corvette sails again ";
  const std::string line = R"({"id":"big","title":"Long","body":")" + body + "\"}\n";
  EXPECT_EQ(indexer({folder_.write("a.jsonl", line)}).exit, 0);
  EXPECT_EQ(searcher({"corvette"}).exit, 0);
}

TEST_F(BadInput, FiftyMegabytesInAWordAreTaken) {
  const std::string line =
      R"({"id":"big","title":"Long","body":")" + std::string(fifty_megabytes, 'x') + "\"}\n";
  EXPECT_EQ(indexer({folder_.write("a.jsonl", line)}).exit, 0);
  EXPECT_EQ(searcher({"long"}).exit, 0);
}

TEST_F(BadInput, ANulBehindANumberIsAReject) {
  using namespace std::string_literals;
  EXPECT_EQ(indexer({"-"}, "{\"title\":\"a\",\"x\":89\0\0}\n"s).exit, 1);
  EXPECT_THAT(read_file(index_ + "/rejects.jsonl"), HasSubstr("not valid JSON: a NUL character"));
}

TEST_F(BadInput, FiftyMegabytesInALineOfTextAreTaken) {
  std::string text = "Title of a long article\n\n";
  while (text.size() < fifty_megabytes) text += "corvette sails again ";
  EXPECT_EQ(indexer({folder_.write("a.txt", text)}).exit, 0);
  EXPECT_EQ(searcher({"corvette"}).exit, 0);
}

TEST_F(BadInput, UnreadableFilesAreRejects) {
  const std::string in = folder_.write("in/good.jsonl", R"({"id":"x","body":"Good."})");
  fs::permissions(folder_.write("in/secret.txt", "Nobody reads this."), fs::perms::none);
  fs::permissions(folder_.path(), fs::perms::all);
  const Outcome outcome =
      run(PROGRAM_DIR "/indexer", {.arguments = {"--index", index_, fs::path(in).parent_path().string()},
                                   .input = {},
                                   .environment = {},
                                   .folder = {},
                                   .unprivileged = true});
  if (outcome.exit == 127) GTEST_SKIP() << "skipped: user nobody cannot run the programs here";
  EXPECT_EQ(outcome.exit, 1) << outcome.err;
  EXPECT_THAT(read_file(index_ + "/rejects.jsonl"), HasSubstr("secret.txt"));
}

TEST_F(BadInput, DanglingLinksAreRejects) {
  folder_.write("in/good.jsonl", R"({"id":"x","body":"Good."})");
  fs::create_symlink("nowhere.txt", folder_.path() / "in/link.txt");
  EXPECT_EQ(indexer({(folder_.path() / "in").string()}).exit, 1);
  EXPECT_THAT(read_file(index_ + "/rejects.jsonl"), HasSubstr("dangling link"));
  EXPECT_EQ(searcher({"good"}).exit, 0);
}

TEST_F(BadInput, LinksOutOfTheSourceAreNotFollowed) {
  folder_.write("in/good.jsonl", R"({"id":"x","body":"Good."})");
  fs::create_symlink(folder_.write("outside.txt", "Outside\n\nA secret.\n"), folder_.path() / "in/link.txt");
  fs::create_directory_symlink("..", folder_.path() / "in/loop");
  EXPECT_EQ(indexer({(folder_.path() / "in").string()}).exit, 0);
  EXPECT_EQ(searcher({"secret"}).exit, 1);
}

TEST_F(BadInput, DeepBracketsAreRefused) {
  take_one();
  expect_refused_query(std::string(10'000, '(') + "a" + std::string(10'000, ')'));
  expect_refused_query(std::string(4'000, '(') + "a" + std::string(4'000, ')'));
  expect_refused_query(std::string(10'000, '('));
}

TEST_F(BadInput, AMegabyteOfQueryIsRefused) {
  take_one();
  expect_refused_query(std::string(1 << 20, 'a'));
  std::string words;
  while (words.size() < std::size_t{1} << 20) words += "corvette ";
  expect_refused_query(words);
}

TEST_F(BadInput, IllFormedUtf8InAQueryDoesNoHarm) {
  take_one();
  for (const char* query : {"\xC3(", "\xFF\xFE", "\"\xF0\x9F", "title:\x80"}) {
    const int exit = searcher({query}).exit;
    EXPECT_TRUE(exit == 1 || exit == 2) << exit;
  }
}

TEST_F(BadInput, AnIndexThatIsAFileIsRefused) {
  folder_.write("index", "not an index");
  expect_failure(searcher({"word"}), 4);
  const Outcome outcome = indexer({"-"}, "{\"id\":\"x\",\"body\":\"Good.\"}\n");
  EXPECT_TRUE(outcome.exit == 4 || outcome.exit == 5) << outcome.exit << outcome.err;
  EXPECT_EQ(read_file(index_), "not an index");
}

TEST_F(BadInput, ADamagedStubIsRefusedWithWhatToRun) {
  take_one();
  for (const char* stub :
       {"", "nonsense\n", "auto ../../etc\n", "auto generation-999999\n", "auto generation-x\n"}) {
    folder_.write("index/current", stub);
    const Outcome outcome = searcher({"word"});
    expect_failure(outcome, 4);
    EXPECT_THAT(outcome.err, HasSubstr("indexer")) << stub;
  }
}

TEST_F(BadInput, ATruncatedIndexIsRefused) {
  take_one();
  for (const fs::directory_entry& file : fs::directory_iterator(generation()))
    if (file.path().extension() == ".glass" || file.path().filename() == "iamglass")
      fs::resize_file(file.path(), file.file_size() / 2);
  expect_failure(searcher({"article"}), 4);
}

TEST_F(BadInput, AnIndexWithoutAFileIsRefused) {
  take_one();
  fs::remove(generation() / "iamglass");
  expect_failure(searcher({"article"}), 4);
  expect_failure(indexer({"-"}, "{\"id\":\"x\",\"body\":\"Good.\"}\n"), 4);
}

TEST_F(BadInput, AReadOnlyFolderIsAnHonestFailure) {
  fs::create_directory(index_);
  fs::permissions(index_, fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
                              fs::perms::others_exec);
  fs::permissions(folder_.path(), fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
  const Outcome outcome = run(PROGRAM_DIR "/indexer", {.arguments = {"--index", index_, "-"},
                                                       .input = "{\"id\":\"x\",\"body\":\"Good.\"}\n",
                                                       .environment = {},
                                                       .folder = {},
                                                       .unprivileged = true});
  if (outcome.exit == 127) GTEST_SKIP() << "skipped: user nobody cannot run the programs here";
  expect_failure(outcome, 5);
}

TEST_F(BadInput, AReadOnlyIndexCanBeSearched) {
  take_one();
  fs::permissions(folder_.path(), fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
  fs::permissions(index_, fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
                              fs::perms::others_exec);
  const Outcome outcome = run(PROGRAM_DIR "/searcher", {.arguments = {"--index", index_, "article"},
                                                        .input = {},
                                                        .environment = {},
                                                        .folder = {},
                                                        .unprivileged = true});
  if (outcome.exit == 127) GTEST_SKIP() << "skipped: user nobody cannot run the programs here";
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
}

TEST_F(BadInput, AFullDiskOnStandardOutputIsAFailure) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "skipped: no /dev/full";
  take_one();
  const Outcome outcome =
      run("sh", {.arguments = {"-c", PROGRAM_DIR "/searcher --index '" + index_ + "' article >/dev/full"},
                 .input = {},
                 .environment = {},
                 .folder = {}});
  EXPECT_EQ(outcome.exit, 5);
}

}  // namespace
}  // namespace kartotek
