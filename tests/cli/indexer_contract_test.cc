#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

// The outside of the indexer that scripts rely on: ids, sources, rejects, exit codes.

namespace kartotek {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class IndexerContract : public ProgramTest {};

TEST_F(IndexerContract, NamesArticlesAfterTheirPlace) {
  folder_.write("in/a/one.txt", "Minister opens shipyard\n\nThe minister opened the shipyard on Monday.\n");
  folder_.write("in/lines.jsonl", "\n{\"title\":\"T\",\"body\":\"Second line.\"}\n");
  folder_.write("in/array.json",
                R"([{"title":"T","body":"First element."},{"title":"T","body":"Second element."}])");
  const std::string in = (folder_.path() / "in").string();
  ASSERT_EQ(indexer({in}).exit, 0);
  EXPECT_THAT(found({"*"}),
              UnorderedElementsAre("a/one.txt", "lines.jsonl:2", "array.json#1", "array.json#2"));
  EXPECT_EQ(show("a/one.txt")["source"], "in");
}

TEST_F(IndexerContract, PutsANameBeforeTheIds) {
  folder_.write("in/one.txt", "Minister opens shipyard\n\nThe minister opened the shipyard on Monday.\n");
  ASSERT_EQ(indexer({"desk=" + (folder_.path() / "in").string()}).exit, 0);
  EXPECT_EQ(show("desk/one.txt")["source"], "desk");
}

TEST_F(IndexerContract, ReadsJsonLinesFromStandardInput) {
  EXPECT_EQ(indexer({"-"}, "{\"id\":\"x\",\"body\":\"From a pipe.\"}\n").exit, 0);
  EXPECT_THAT(found({"pipe"}), ElementsAre("x"));
}

TEST_F(IndexerContract, RemovesWhatAStreamNoLongerHasUnlessItWasBrokenOff) {
  const std::string x = R"({"id":"x","body":"From a pipe."})";
  const std::string y = R"({"id":"y","body":"From a pipe, too."})";
  ASSERT_EQ(indexer({"-"}, x + '\n' + y).exit, 0);
  EXPECT_EQ(indexer({"-"}, x + "\n{\"id\":\"y\",").exit, 1);
  EXPECT_THAT(found({"pipe"}), UnorderedElementsAre("x", "y"));
  EXPECT_EQ(indexer({"-"}, "nonsense\n" + x + '\n').exit, 1);
  EXPECT_THAT(found({"pipe"}), ElementsAre("x"));
  ASSERT_EQ(indexer({"-"}, x + '\n' + y).exit, 0);
  EXPECT_EQ(indexer({"-"}, y).exit, 0);  // whole without a line feed at its end
  EXPECT_THAT(found({"pipe"}), ElementsAre("y"));
}

TEST_F(IndexerContract, ReplacesAnIdThatComesTwiceInOneSource) {
  const Outcome outcome =
      indexer({"-"}, "{\"id\":\"x\",\"body\":\"The earlier.\"}\n{\"id\":\"x\",\"body\":\"The later.\"}\n");
  EXPECT_EQ(outcome.exit, 0);
  EXPECT_THAT(outcome.out, HasSubstr("1 duplicate id"));
  EXPECT_THAT(found({"later"}), ElementsAre("x"));
  EXPECT_THAT(found({"earlier"}), IsEmpty());
}

TEST_F(IndexerContract, RejectsAnIdThatAnotherSourceHas) {
  const std::string one = folder_.write("one.jsonl", R"({"id":"x","body":"The first."})");
  const std::string two = folder_.write("two.jsonl", R"({"id":"x","body":"The second."})");
  EXPECT_EQ(indexer({one, two}).exit, 1);
  const std::string rejects = read_file(index_ + "/rejects.jsonl");
  EXPECT_THAT(rejects, HasSubstr("one.jsonl"));
  EXPECT_THAT(rejects, HasSubstr("two.jsonl"));
  EXPECT_THAT(found({"first"}), ElementsAre("x"));
}

TEST_F(IndexerContract, WarnsOfADateThatIsNone) {
  const Outcome outcome =
      indexer({"--verbose", "-"}, "{\"id\":\"x\",\"body\":\"No such day.\",\"date\":\"2021-02-30\"}\n");
  EXPECT_EQ(outcome.exit, 0);
  EXPECT_THAT(outcome.err, HasSubstr("2021-02-30"));
  EXPECT_THAT(outcome.out, HasSubstr("1 warning"));
  EXPECT_TRUE(show("x")["date"].is_null());
}

TEST_F(IndexerContract, ListsWhatItRejects) {
  const std::string in = folder_.write("in.jsonl", "{\"id\":\"x\",\"body\":\"Good.\"}\n{\"id\":\n");
  const Outcome outcome = indexer({in});
  EXPECT_EQ(outcome.exit, 1);
  EXPECT_THAT(outcome.err, HasSubstr("1 rejected"));
  const std::vector<std::string> lines = lines_of(read_file(index_ + "/rejects.jsonl"));
  ASSERT_EQ(lines.size(), 1U);
  const Json reject = Json::parse(lines[0]);
  EXPECT_THAT(keys_of(reject), ElementsAre("path", "position", "reason", "bytes_base64", "time"));
  EXPECT_EQ(reject["path"], in);
  EXPECT_EQ(reject["position"], "line 2");
  EXPECT_EQ(reject["bytes_base64"], "eyJpZCI6");
  EXPECT_THAT(found({"*"}), ElementsAre("x"));
}

TEST_F(IndexerContract, ListsRejectsWhereItIsTold) {
  const std::string file = (folder_.path() / "bad.jsonl").string();
  EXPECT_EQ(indexer({"--rejects", file, "-"}, "nonsense\n").exit, 1);
  EXPECT_EQ(lines_of(read_file(file)).size(), 1U);
  EXPECT_EQ(indexer({"--rejects", file, "-"}, "{\"id\":\"x\",\"body\":\"Good.\"}\n").exit, 0);
  EXPECT_EQ(read_file(file), "") << "holds what is rejected now, not history";
}

TEST_F(IndexerContract, RefusesASourceThatDoesNotExist) {
  const Outcome outcome = indexer({(folder_.path() / "nowhere").string()});
  EXPECT_EQ(outcome.exit, 2);
  EXPECT_THAT(outcome.err, HasSubstr("nowhere"));
}

TEST_F(IndexerContract, RefusesBadUsage) {
  EXPECT_EQ(indexer({}).exit, 2);
  EXPECT_EQ(indexer({"--no-such-option", "-"}).exit, 2);
  EXPECT_EQ(indexer({"--help"}).exit, 0);
  EXPECT_EQ(indexer({"--version"}).exit, 0);
}

// One line: what, where, and what to do.
TEST_F(IndexerContract, SaysPlainlyWhichOptionIsWrong) {
  const auto told = [this](const std::vector<std::string>& arguments) {
    const Outcome outcome = indexer(arguments);
    EXPECT_EQ(outcome.exit, 2);
    EXPECT_EQ(lines_of(outcome.err).size(), 1U);
    return outcome.err;
  };
  const std::string size =
      " is not a size: give bytes, or a number with K, M, G or T, as 512M; see indexer --help\n";
  for (const std::string wrong : {"x", "0", "-5M", "1.5G", "5Q", "17179869184G", "M", "5 M"})
    EXPECT_EQ(told({"--memory", wrong, "-"}), "indexer: --memory: " + wrong + size);
  EXPECT_EQ(told({"--jobs", "0", "-"}),
            "indexer: --jobs: 0 is not a whole number from 1 to 1024; see indexer --help\n");
  EXPECT_EQ(told({"--lock-timeout", "nan", "-"}),
            "indexer: --lock-timeout: nan is not a number of seconds; see indexer --help\n");
  EXPECT_EQ(told({"--no-such-option", "-"}),
            "indexer: --no-such-option is not understood here; see indexer --help\n");
  for (const std::string right : {"64000000", "64000K", "64m", "64MB", "64MiB", "1g"})
    EXPECT_EQ(indexer({"--memory", right, "-"}, "{\"id\":\"x\",\"body\":\"Good.\"}\n").exit, 0) << right;
}

TEST_F(IndexerContract, WarnsOfAFolderWithoutArticles) {
  std::filesystem::create_directory(folder_.path() / "empty");
  const Outcome outcome = indexer({(folder_.path() / "empty").string()});
  EXPECT_EQ(outcome.exit, 0);
  EXPECT_THAT(outcome.err, HasSubstr("no article")) << "a warning that is seen without --verbose";
}

TEST_F(IndexerContract, SaysNothingButErrorsWhenQuiet) {
  const Outcome outcome = indexer({"--quiet", "-"}, "{\"id\":\"x\",\"body\":\"Good.\"}\n");
  EXPECT_EQ(outcome.out + outcome.err, "");
}

TEST_F(IndexerContract, LeavesWhatHasNotChanged) {
  const std::string in = folder_.write("in.jsonl", R"({"id":"x","body":"Good."})");
  EXPECT_THAT(indexer({in}).out, HasSubstr("1 added"));
  EXPECT_THAT(indexer({in}).out, HasSubstr("1 unchanged"));
  folder_.write("in.jsonl", R"({"id":"x","body":"Better."})");
  EXPECT_THAT(indexer({in}).out, HasSubstr("1 updated"));
  EXPECT_THAT(indexer({"--rebuild", in}).out, HasSubstr("1 added"));
}

}  // namespace
}  // namespace kartotek
