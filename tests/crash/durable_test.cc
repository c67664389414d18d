#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/program.h"

// That nothing is relied on before it is on disk: a lost power supply shows nobody what no fsync() was for.

namespace kartotek {
namespace {

namespace fs = std::filesystem;
using testing::Contains;

class Durable : public ProgramTest {
 protected:
  void story(int number) const {
    folder_.write(fmt::format("in/{}.txt", number), fmt::format("The fleet\n\nDrone {} left.\n", number));
  }

  // Runs the indexer; what it did, in order: see meddle.cc.
  std::vector<std::string> done_by(std::vector<std::string> arguments) const {
    const std::string log = (folder_.path() / "log").string();
    fs::remove(log);
    arguments.insert(arguments.begin(), {"--index", index_});
    arguments.push_back((folder_.path() / "in").string());
    const char* const options = std::getenv("ASAN_OPTIONS");  // NOLINT(concurrency-mt-unsafe): one thread
    const Outcome outcome = run(PROGRAM_DIR "/indexer",
                                {.arguments = arguments,
                                 .input = {},
                                 .environment = {{"LD_PRELOAD", MEDDLE},
                                                 {"KARTOTEK_LOG", log},
                                                 {"ASAN_OPTIONS", fmt::format("{}:verify_asan_link_order=0",
                                                                              options ? options : "")}},
                                 .folder = {}});
    EXPECT_EQ(outcome.exit, 0) << outcome.err;
    return lines_of(read_file(log));
  }

  // Which of them `what` is, first or last.
  static std::ptrdiff_t first(const std::vector<std::string>& done, const std::string& what) {
    EXPECT_THAT(done, Contains(what));
    return std::find(done.begin(), done.end(), what) - done.begin();
  }
  static std::ptrdiff_t last(const std::vector<std::string>& done, const std::string& what) {
    EXPECT_THAT(done, Contains(what));
    return std::ssize(done) - 1 - (std::find(done.rbegin(), done.rend(), what) - done.rbegin());
  }
};

TEST_F(Durable, AGenerationIsBeforeItIsSwitchedToAndTheSwitchBeforeTheOldOneGoes) {
  for (int i = 0; i < 5; ++i) story(i);
  done_by({});
  done_by({"--rebuild"});
  const std::vector<std::string> done = done_by({"--rebuild"});
  const std::string index = fs::canonical(index_).string();
  const std::ptrdiff_t switched = first(done, "rename " + index_ + "/current");
  for (const auto& file : fs::recursive_directory_iterator(index + "/generation-000003"))
    EXPECT_LT(first(done, "sync " + file.path().string()), switched) << file.path();
  EXPECT_LT(last(done, "sync " + index + "/generation-000003"), switched);
  EXPECT_LT(first(done, "sync " + index + "/current.new"), switched);
  const auto begins_to_remove =
      std::find_if(done.begin() + switched, done.end(),
                   [](const std::string& line) { return line.starts_with("remove "); });
  ASSERT_NE(begins_to_remove, done.end());
  EXPECT_GT(last(done, "sync " + index), switched);
  EXPECT_LT(last(done, "sync " + index), begins_to_remove - done.begin());
}

TEST_F(Durable, TheOrderOfWordsIsBeforeTheCommitThatTellsOfIt) {
  for (int i = 0; i < 5; ++i) story(i);
  done_by({});
  story(5);
  const std::vector<std::string> done = done_by({});
  const std::string generation = fs::canonical(index_).string() + "/generation-000001";
  EXPECT_LT(first(done, "sync " + generation + "/words"),
            first(done, fmt::format("rename {}/generation-000001/iamglass", index_)));
}

}  // namespace
}  // namespace kartotek
