#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <thread>

#include "tests/cli/program.h"
#include "tests/crash/content.h"

// What a night may bring beside being killed: a full disk, closed folders, files that change under the
// reader, a clock that is set back, another indexer. The exit status tells, and no article is lost.

namespace kartotek {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

class Faults : public ProgramTest {
 protected:
  void SetUp() override { fs::permissions(folder_.path(), fs::perms(0755)); }  // for runs as another user

  std::string in() const { return (folder_.path() / "in").string(); }
  void story(const std::string& name, const std::string& text) {
    fs::last_write_time(
        folder_.write("in/" + name, "The fleet\n\n" + text + "\n"),
        fs::file_time_type::clock::now() - std::chrono::hours(5) + std::chrono::seconds(++clock_));
  }
  void stories(int first, int end) {
    for (int i = first; i < end; ++i)
      story(fmt::format("{}.txt", i), fmt::format("Drone {} left the harbour of {}.", i, i * 7919));
  }

  Outcome indexer_with(std::vector<std::string> arguments, std::map<std::string, std::string> environment,
                       bool unprivileged = false) const {
    return program_with("indexer", std::move(arguments), std::move(environment), unprivileged);
  }
  Outcome program_with(const std::string& program, std::vector<std::string> arguments,
                       std::map<std::string, std::string> environment, bool unprivileged = false) const {
    arguments.insert(arguments.begin(), {"--index", index_});
    // A sanitizer wants to be loaded first.
    const char* const options = std::getenv("ASAN_OPTIONS");  // NOLINT(concurrency-mt-unsafe): one thread
    environment.emplace("ASAN_OPTIONS", fmt::format("{}:verify_asan_link_order=0", options ? options : ""));
    return run(PROGRAM_DIR "/" + program, {.arguments = arguments,
                                           .input = {},
                                           .environment = std::move(environment),
                                           .folder = {},
                                           .unprivileged = unprivileged});
  }
  Outcome with_threads(int threads, const std::string& program,
                       const std::vector<std::string>& arguments) const {
    return program_with(program, arguments,
                        {{"LD_PRELOAD", MEDDLE}, {"KARTOTEK_THREADS", std::to_string(threads)}});
  }
  Outcome meddled(const std::string& file, const std::string& when, const std::string& command) const {
    return indexer_with({in()},
                        {{"LD_PRELOAD", MEDDLE}, {"KARTOTEK_FILE", file}, {"KARTOTEK_" + when, command}});
  }
  Outcome at_clock(int seconds, const std::vector<std::string>& arguments) const {
    return indexer_with(arguments, {{"LD_PRELOAD", MEDDLE}, {"KARTOTEK_CLOCK", std::to_string(seconds)}});
  }
  // As root, in a checkout that is open to another user.
  static bool others_can_run() {
    if (::geteuid() != 0) return false;
    constexpr int not_found = 127;
    return run(PROGRAM_DIR "/indexer", {.arguments = {"--version"},
                                        .input = {},
                                        .environment = {},
                                        .folder = {},
                                        .unprivileged = true})
               .exit != not_found;
  }

  // With no file able to grow over so many bytes.
  Outcome indexer_within(std::uintmax_t bytes, const std::string& arguments) const {
    // Xapian 1.4.22 loses a block that it cannot write, which a sanitizer would tell of.
    const std::string command = fmt::format(
        "trap '' XFSZ; ulimit -f {}; ASAN_OPTIONS=\"$ASAN_OPTIONS:detect_leaks=0\" exec {}/indexer --index "
        "{} {}",
        bytes / 512, PROGRAM_DIR, index_, arguments);
    return run("/bin/sh", {.arguments = {"-c", command}, .input = {}, .environment = {}, .folder = {}});
  }

  std::map<std::string, std::string> content_from_scratch() const {
    const std::string scratch = (folder_.path() / "scratch").string();
    fs::remove_all(scratch);
    const Outcome built =
        run(PROGRAM_DIR "/indexer",
            {.arguments = {"--index", scratch, in()}, .input = {}, .environment = {}, .folder = {}});
    EXPECT_LE(built.exit, 1) << built.err;
    return content_of(scratch);
  }
  std::map<std::string, std::string> content() const { return content_of(index_); }
  void expect_sound() const {
    const Outcome verified = indexer({"--verify"});
    EXPECT_EQ(verified.exit, 0) << verified.err;
  }

  int clock_ = 0;
};

TEST_F(Faults, WithoutThreadsNothingIsDoneAndItIsSaid) {
  stories(0, 30);
  ASSERT_EQ(indexer({in()}).exit, 0);
  const auto before = content();
  for (int threads = 0;; ++threads) {
    const Outcome built = with_threads(threads, "indexer", {"--rebuild", "--jobs", "3", in()});
    if (built.exit == 0) break;
    ASSERT_EQ(built.exit, 5) << threads << ": " << built.err;
    EXPECT_THAT(built.err, HasSubstr("no thread can be started: "));
    EXPECT_EQ(content(), before);
  }
  expect_sound();
  constexpr int threads_of_server = 11;  // at least, on any machine
  for (int threads = 0; threads < threads_of_server; ++threads) {
    const Outcome served = with_threads(threads, "searcher", {"--serve", "0"});
    EXPECT_EQ(served.exit, 5) << threads << ": " << served.err;
    EXPECT_THAT(served.err, AnyOf(HasSubstr("no thread can be started: "), HasSubstr("cannot be started")));
  }
}

TEST_F(Faults, AFullDiskLeavesTheIndexAsItWas) {
  stories(0, 30);
  ASSERT_EQ(indexer({in()}).exit, 0);
  std::uintmax_t largest = 0;
  for (const auto& file : fs::directory_iterator(index_ + "/generation-000001"))
    largest = std::max(largest, file.file_size());
  const auto before = content();
  stories(20, 250);
  const auto expected = content_from_scratch();
  int failures = 0;
  for (const std::string& arguments : {in(), "--memory 20000 " + in(), "--rebuild " + in()}) {
    const fs::path kept = folder_.path() / "kept";
    fs::copy(index_, kept, fs::copy_options::recursive);
    for (const std::uintmax_t room : {std::uintmax_t{512}, largest / 4, largest, largest + 65'536}) {
      const Outcome full = indexer_within(room, arguments);
      EXPECT_TRUE(full.exit == 5 || full.exit == 0) << full.exit << full.err;
      if (full.exit == 5) ++failures;
      EXPECT_THAT(full.err, Not(HasSubstr("terminate")));
      expect_sound();
      const bool many_commits = arguments.starts_with("--memory");
      EXPECT_TRUE(full.exit == 0 || many_commits || content() == before) << arguments << " within " << room;
      EXPECT_EQ(indexer({in()}).exit, 0);
      EXPECT_TRUE(content() == expected) << arguments << " within " << room;
      fs::remove_all(index_);
      fs::copy(kept, index_, fs::copy_options::recursive);
    }
    fs::remove_all(kept);
  }
  EXPECT_GE(failures, 6);
}

// Some of the shards may be at the commit that failed.
TEST_F(Faults, AFullDiskAmongShardsIsMadeUpForByTheNextRun) {
  stories(0, 30);
  ASSERT_EQ(indexer({"--shards", "3", in()}).exit, 0);
  stories(20, 150);
  const auto expected = content_from_scratch();
  const fs::path kept = folder_.path() / "kept";
  fs::copy(index_, kept, fs::copy_options::recursive);
  int failures = 0;
  for (std::uintmax_t room = 512; room < 200'000; room *= 2) {
    const Outcome full = indexer_within(room, in());
    EXPECT_TRUE(full.exit == 5 || full.exit == 0) << full.exit << full.err;
    failures += full.exit == 5;
    expect_sound();
    EXPECT_EQ(indexer({in()}).exit, 0);
    EXPECT_TRUE(content() == expected) << "within " << room;
    fs::remove_all(index_);
    fs::copy(kept, index_, fs::copy_options::recursive);
  }
  EXPECT_GT(failures, 3);
}

TEST_F(Faults, ManyShardsNeedNoMoreFilesThanTheSystemAllows) {
  stories(0, 10);
  const std::string command =
      fmt::format("ulimit -S -n 60; exec {}/indexer --index {} --shards 16 {}", PROGRAM_DIR, index_, in());
  const Outcome built =
      run("/bin/sh", {.arguments = {"-c", command}, .input = {}, .environment = {}, .folder = {}});
  EXPECT_EQ(built.exit, 0) << built.err;
}

TEST_F(Faults, AnIndexThatCannotBeWrittenIsLeftAloneAndMayBeRead) {
  if (!others_can_run()) GTEST_SKIP() << "skipped: needs root, and programs that another user can reach";
  stories(0, 3);
  ASSERT_EQ(indexer({in()}).exit, 0);
  story("4.txt", "A tank came.");
  const auto before = content();
  const std::vector<std::vector<std::string>> runs{{in()}, {"--rebuild", in()}, {"--rollback"}, {"--verify"}};
  for (const std::vector<std::string>& arguments : runs) {
    const Outcome refused = indexer_with(arguments, {}, true);
    EXPECT_EQ(refused.exit, 5) << arguments.front();
    EXPECT_THAT(refused.err, HasSubstr("cannot write to the index " + index_));
  }
  EXPECT_TRUE(content() == before);
  EXPECT_EQ(indexer_with({"--dry-run", in()}, {}, true).exit, 0);
  const Outcome found = run(PROGRAM_DIR "/searcher", {.arguments = {"--index", index_, "drone"},
                                                      .input = {},
                                                      .environment = {},
                                                      .folder = {},
                                                      .unprivileged = true});
  EXPECT_EQ(found.exit, 0) << found.err;
}

TEST_F(Faults, WhatCannotBeReadIsARejectAndItsArticlesStay) {
  if (!others_can_run()) GTEST_SKIP() << "skipped: needs root, and programs that another user can reach";
  stories(0, 3);
  story("sub/3.txt", "A tank came.");
  fs::create_directories(index_);
  fs::permissions(index_, fs::perms::all);
  ASSERT_EQ(indexer_with({in()}, {}, true).exit, 0);
  const auto before = content();
  story("1.txt", "Drone 1 was changed.");
  for (const char* closed : {"/1.txt", "/sub", ""}) {
    const fs::perms open = fs::status(in() + closed).permissions();
    fs::permissions(in() + closed, fs::perms::none);
    const Outcome outcome = indexer_with({in()}, {}, true);
    EXPECT_EQ(outcome.exit, 1) << closed;
    EXPECT_THAT(outcome.out, HasSubstr("0 removed, 1 rejected")) << closed;
    EXPECT_THAT(read_file(index_ + "/rejects.jsonl"), HasSubstr("Permission denied"));
    const Outcome rebuilt = indexer_with({"--rebuild", in()}, {}, true);
    EXPECT_EQ(rebuilt.exit, 5) << closed;
    EXPECT_THAT(rebuilt.err, HasSubstr("of the live index would be lost")) << closed;
    fs::permissions(in() + closed, open);
    EXPECT_EQ(content().size(), before.size()) << closed;
  }
  EXPECT_EQ(indexer_with({in()}, {}, true).exit, 0);
  EXPECT_TRUE(content() == content_from_scratch());
}

TEST_F(Faults, AFileThatGrowsWhileItIsReadIsReadAgain) {
  folder_.write("in/a.jsonl", "{\"id\":\"a\",\"title\":\"Drone\"}\n");
  story("0.txt", "A tank came.");
  ASSERT_EQ(indexer({in()}).exit, 0);
  folder_.write("in/a.jsonl", "{\"id\":\"b\",\"title\":\"Drone\"}\n");
  const std::string grow = R"(printf '{"id":"c","title":"Ship"}\n{"id":"d","ti' >>)" + in() + "/a.jsonl";
  const Outcome growing = meddled("a.jsonl", "AFTER", grow);
  EXPECT_EQ(growing.exit, 1) << "the line that was under way" << growing.err;
  EXPECT_TRUE(content().contains("Qa")) << "nothing is removed by what was not read as it is";
  const Outcome still_there = indexer({in()});
  EXPECT_EQ(still_there.exit, 1);
  std::ofstream(in() + "/a.jsonl", std::ios::app) << "tle\":\"Tank\"}\n";
  EXPECT_EQ(indexer({in()}).exit, 0);
  EXPECT_TRUE(content() == content_from_scratch());
  EXPECT_EQ(content().size(), 4U);
}

TEST_F(Faults, AFileThatVanishesWhileItIsReadTakesNothingWithIt) {
  stories(0, 4);
  ASSERT_EQ(indexer({in()}).exit, 0);
  for (const char* when : {"BEFORE", "AFTER"}) {
    story("0.txt", std::string("Drone 0 was changed ") + when);
    const Outcome outcome = meddled("0.txt", when, "rm " + in() + "/0.txt");
    EXPECT_EQ(outcome.exit, when == std::string("BEFORE") ? 1 : 0) << outcome.err;
    EXPECT_EQ(content().size(), 4U);
  }
  EXPECT_THAT(indexer({in()}).out, HasSubstr("1 removed"));
  EXPECT_TRUE(content() == content_from_scratch());
}

TEST_F(Faults, AClockThatIsSetBackHidesNothing) {
  const auto state = (folder_.path() / "state").string();
  const std::string queries = folder_.write("q.toml", "[drones]\nquery = 'drone'\n");
  const auto told = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"--index", index_, "--format", "jsonl", "--saved", queries});
    const Outcome outcome =
        run(PROGRAM_DIR "/searcher",
            {.arguments = more, .input = {}, .environment = {{"XDG_STATE_HOME", state}}, .folder = {}});
    std::vector<std::string> ids;
    for (const std::string& line : lines_of(outcome.out)) ids.push_back(Json::parse(line)["id"]);
    return ids;
  };
  story("a.txt", "Drone one left.");
  ASSERT_EQ(at_clock(0, {in()}).exit, 0);
  const std::string since = show("a.txt")["first_indexed"];
  EXPECT_THAT(told({}), testing::ElementsAre("a.txt"));
  constexpr int day = 86'400;
  story("b.txt", "Another drone came to the harbour.");
  ASSERT_EQ(at_clock(-day, {in()}).exit, 0);
  EXPECT_GT(show("b.txt")["first_indexed"].get<std::string>(), since);
  EXPECT_THAT(told({}), testing::ElementsAre("b.txt"));
  story("c.txt", "The third drone was shot down at sea.");
  ASSERT_EQ(at_clock(-2 * day, {"--rebuild", in()}).exit, 0);
  EXPECT_THAT(told({}), testing::ElementsAre("c.txt"));
  EXPECT_THAT(told({"--added-since", since}), testing::UnorderedElementsAre("b.txt", "c.txt"));
  EXPECT_EQ(show("a.txt")["first_indexed"], since);
  // Changed by a clock that is ahead of that of the run: not believed to be as it was seen.
  fs::last_write_time(in() + "/a.txt", fs::file_time_type::clock::now() - std::chrono::hours(24 + 5));
  ASSERT_EQ(at_clock(-2 * day, {in()}).exit, 0);
  const auto time = fs::last_write_time(in() + "/a.txt");
  folder_.write("in/a.txt", "The fleet\n\nDrone two left.\n");
  fs::last_write_time(in() + "/a.txt", time);
  EXPECT_THAT(at_clock(-2 * day, {in()}).out, HasSubstr("1 updated"));
}

TEST_F(Faults, TheSecondIndexerWaitsOrIsSentAway) {
  stories(0, 2);
  ASSERT_EQ(indexer({in()}).exit, 0);
  const std::string go = (folder_.path() / "go").string();
  std::thread first([&] {
    const std::string command = fmt::format(
        "(while [ ! -e {} ]; do sleep 0.02; done; echo '{{\"id\":\"s\",\"title\":\"Stream\"}}') | "
        "{}/indexer --index {} -",
        go, PROGRAM_DIR, index_);
    EXPECT_EQ(
        run("/bin/sh", {.arguments = {"-c", command}, .input = {}, .environment = {}, .folder = {}}).exit, 0);
  });
  const auto is_locked = [&] {
    const int lock = ::open((index_ + "/lock").c_str(), O_RDWR | O_CLOEXEC);
    const bool locked = ::flock(lock, LOCK_EX | LOCK_NB) != 0;
    ::close(lock);
    return locked;
  };
  while (!is_locked()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  story("9.txt", "A tank came.");
  for (const char* what : {"--quiet", "--rebuild"}) {
    const Outcome refused = indexer({what, in()});
    EXPECT_EQ(refused.exit, 3);
    EXPECT_THAT(refused.err, testing::ContainsRegex("another indexer \\(process [0-9]+\\) is at work on"));
  }
  EXPECT_EQ(indexer({"--verify"}).exit, 3);
  EXPECT_EQ(searcher({"drone"}).exit, 0) << "a searcher never waits";
  folder_.write("go", "");
  EXPECT_EQ(indexer({"--lock-timeout", "60", in()}).exit, 0);
  first.join();
  EXPECT_EQ(content().size(), 4U);
}

}  // namespace
}  // namespace kartotek
