#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include "tests/cli/program.h"

// Faults that were found once, each with its story.

namespace kartotek {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* three_articles =
    R"({"id":"a","title":"Drone strike","body":"A drone hit the depot near Baku.","date":"2021-05-01","lang":"en"}
{"id":"b","title":"Əliyev qəbul etdi","body":"The president met drone makers.","date":"2021-06-01","lang":"en"}
{"id":"c","title":"İlham Əliyev danışdı","body":"Nothing else.","date":"2022-06","lang":"az"}
)";

class Regressions : public ProgramTest {
 protected:
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
};

// A range outside the archive compiled to an empty query, which is passed over like a text without words.
TEST_F(Regressions, ADateOutsideTheArchiveMatchesNothing) {
  take(three_articles);
  EXPECT_THAT(found({"drone date:2019"}), IsEmpty());
  EXPECT_THAT(found({"drone AND date:2030..2031"}), IsEmpty());
  EXPECT_THAT(found({"NOT (drone AND date:2019)"}).size(), 3U);
}

// On a terminal, an error stood behind the line of progress, as if it were a part of it.
TEST_F(Regressions, AnErrorTakesThePlaceOfTheLineOfProgress) {
  std::string lines;
  for (int i = 0; i < 9; ++i) lines += fmt::format("{{\"id\":\"{0}\",\"title\":\"Ship {0}\"}}\n", i);
  ASSERT_EQ(indexer({"a=-"}, lines).exit, 0);
  folder_.write("first", R"({"id":"0","title":"Ship 0"})"
                         "\n");
  folder_.write("second", R"({"id":"1","title":"Ship 1"})"
                          "\n");
  const std::string slowly =
      fmt::format("(cat first; sleep 0.3; cat second) | {}/indexer --index index a=-", PROGRAM_DIR);
  const Outcome outcome = run(
      "/usr/bin/script",
      {.arguments = {"-qec", slowly, "/dev/null"}, .input = {}, .environment = {}, .folder = folder_.path()});
  EXPECT_EQ(outcome.exit, 5);
  EXPECT_THAT(outcome.out, HasSubstr(" articles, "));
  EXPECT_THAT(outcome.out, HasSubstr("\r\033[Kindexer: 7 of the 9 articles"));
}

// Exact forms were not posted for titles.
TEST_F(Regressions, ExactFormsAreFoundInTitles) {
  take(three_articles);
  EXPECT_THAT(found({"title:=\"Əliyev\""}), testing::UnorderedElementsAre("b", "c"));
  EXPECT_THAT(found({"=\"İlham Əliyev\""}), ElementsAre("c"));
  EXPECT_THAT(found({"=\"Ilham Aliyev\""}), IsEmpty());
}

// A phrase inside OR was taken apart beside NEAR.
TEST_F(Regressions, APhraseToChooseBesideNearStaysAPhrase) {
  take(three_articles);
  EXPECT_THAT(found({"drone NEAR/4 (zzz OR \"depot president\")"}), IsEmpty());
  EXPECT_THAT(found({"drone NEAR/4 (zzz OR \"the depot\")"}), ElementsAre("a"));
}

// Beside NEAR any word of an exact phrase would do, with diacritics or without.
TEST_F(Regressions, AnExactFormBesideNearStaysExact) {
  take(R"({"id":"far","body":"The air radar stands, and a defence of another kind is elsewhere.","lang":"en"}
{"id":"near","body":"An air defence radar was sold to the north.","lang":"en"}
{"id":"marked","body":"Eski kıl depoda durdu.","lang":"tr"}
)");
  EXPECT_THAT(found({"=\"air defence\" NEAR/3 radar"}), ElementsAre("near"));
  EXPECT_THAT(found({"=\"kıl\" NEAR/3 durdu"}), ElementsAre("marked"));
  EXPECT_THAT(found({"=\"kil\" NEAR/3 durdu"}), IsEmpty());
}

// Turkish-Azer* became two words that might stand anywhere.
TEST_F(Regressions, AnUnfinishedHyphenatedWordIsAPhrase) {
  take(R"({"id":"far","body":"Azerbaijan is far away from any Turkish border.","lang":"en"}
{"id":"near","body":"A Turkish-Azerbaijani company.","lang":"en"}
)");
  EXPECT_THAT(found({"Turkish-Azer*"}), ElementsAre("near"));
}

// An error of the disk was taken for one of the file being read, and an empty index was switched to.
TEST_F(Regressions, AFullDiskLeavesTheIndexAsItWas) {
  take(three_articles);
  std::string large;
  for (int i = 0; i < 4000; ++i) {
    large += fmt::format(R"({{"id":"n{}","body":")", i);
    for (int k = 0; k < 40; ++k) large += fmt::format("word{} ", (i * 40 + k) * 7919 % 100003);
    large += "\"}\n";
  }
  folder_.write("large.jsonl", large);
  const Outcome outcome =
      run("/bin/sh",
          {.arguments = {"-c", "trap '' XFSZ; ulimit -f 1000; exec \"$0\" --index \"$1\" --rebuild \"$2\"",
                         PROGRAM_DIR "/indexer", index_, path("large.jsonl")},
           .input = {},
           .environment = {},
           .folder = {}});
  EXPECT_EQ(outcome.exit, 5) << outcome.err;
  EXPECT_THAT(found({"drone"}).size(), 2U);
}

// Two runs at once removed each other's generation.
TEST_F(Regressions, OneIndexerAtATimeIsAtWorkInADirectory) {
  take(three_articles);
  const int lock = ::open((index_ + "/lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_GE(lock, 0);
  ASSERT_EQ(::flock(lock, LOCK_EX | LOCK_NB), 0);
  for (const char* option : {"--rebuild", "--quiet"}) {
    const Outcome outcome = indexer({option, "-"}, three_articles);
    EXPECT_EQ(outcome.exit, 3) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("another indexer"));
  }
  ::close(lock);
  EXPECT_EQ(indexer({"--rebuild", "-"}, three_articles).exit, 0);
}

// A damaged stub could not be mended by the --rebuild that the message asked for.
TEST_F(Regressions, RebuildMendsADamagedStub) {
  take(three_articles);
  folder_.write("index/current", "junk\n");
  EXPECT_EQ(indexer({"-"}, three_articles).exit, 4);
  EXPECT_EQ(indexer({"--rebuild", "-"}, three_articles).exit, 0);
  EXPECT_THAT(found({"drone"}).size(), 2U);
}

// An index that lies in the folder it is made from took its own rejects for articles.
TEST_F(Regressions, AnIndexBelowItsSourceIsNotRead) {
  folder_.write("src/bad.jsonl", "{\n{\"title\":1}\n");
  folder_.write("src/good.txt", "A corvette sailed\n\nThe corvette left the harbour on Monday.\n");
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(run(PROGRAM_DIR "/indexer", {.arguments = {"--index", path("src/index"), path("src")},
                                           .input = {},
                                           .environment = {},
                                           .folder = {}})
                  .exit,
              1);
  EXPECT_EQ(lines_of(read_file(path("src/index/rejects.jsonl"))).size(), 2U);
}

// A file of a kind that holds no articles ended the run with a message about a mistake of ours.
TEST_F(Regressions, ASourceOfAnotherKindIsBadUsage) {
  const Outcome outcome = indexer({folder_.write("plain", "text")});
  EXPECT_EQ(outcome.exit, 2);
  EXPECT_THAT(outcome.err, HasSubstr("kinds are"));
}

// Highlights of a title were counted from its beginning, each anew: this one took minutes, and the program is
// killed after two.
TEST_F(Regressions, ALongTitleTakesLinearTime) {
  std::string title;
  for (int i = 0; i < 300000; ++i) title += "drone x ";
  take(R"({"id":"long","title":")" + title + "\",\"body\":\"x\"}\n");
  EXPECT_EQ(found({"drone"}).size(), 1U);
}

}  // namespace
}  // namespace kartotek
