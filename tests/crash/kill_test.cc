#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <map>
#include <random>

#include "tests/cli/program.h"
#include "tests/crash/content.h"
#include "tests/indexer/random_folder.h"
#include "tests/indexer/scratch_folder.h"

// An indexer may be killed at any moment: the index opens, is sound and whole, and the next run brings it to
// where an undisturbed one would have.

namespace kartotek {
namespace {

namespace fs = std::filesystem;

// What was killed may still be on its way out.
const std::string patience = "--lock-timeout=10";

class KillTest : public testing::Test {
 protected:
  void SetUp() override {
    // What SIGKILL leaves does not depend on the disk.
    std::string name = (fast_folder() / "kartotek-kill-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    for (int i = 0; i < 12; ++i) write_story(i, "The first drone left the harbour.");
    write("lines.jsonl", lines(0, 20));
    ASSERT_EQ(indexer({in()}).exit, 0);
    ASSERT_EQ(indexer({"--rebuild", in()}).exit, 0);
    fs::copy(index(), folder_ / "base", fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path index() const { return folder_ / "index"; }
  std::string in() const { return (folder_ / "in").string(); }

  void write(const std::string& name, const std::string& text) {
    const fs::path file = folder_ / "in" / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    fs::last_write_time(
        file, fs::file_time_type::clock::now() - std::chrono::hours(9) + std::chrono::seconds(++clock_));
  }
  void write_story(int number, const std::string& text) {
    write(fmt::format("story{}.txt", number), fmt::format("Story {} of the fleet\n\n{}\n", number, text));
  }
  static std::string lines(int first, int end) {
    std::string all;
    for (int i = first; i < end; ++i)
      all +=
          fmt::format(R"({{"id":"line{}","title":"Line {}","body":"Tank {} crossed the river."}})", i, i, i) +
          "\n";
    return all;
  }

  Outcome indexer(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {},
                  const fs::path& where = {}) const {
    arguments.insert(arguments.begin(), {"--index", (where.empty() ? index() : where).string()});
    // A sanitizer wants to be loaded first.
    const char* const options = std::getenv("ASAN_OPTIONS");  // of the whole run
    environment.emplace("ASAN_OPTIONS", fmt::format("{}:verify_asan_link_order=0", options ? options : ""));
    return run(PROGRAM_DIR "/indexer",
               {.arguments = arguments, .input = {}, .environment = std::move(environment), .folder = {}});
  }
  Outcome killed(const std::vector<std::string>& arguments, long at) const {
    return indexer(arguments, {{"LD_PRELOAD", KILL_POINT}, {"KARTOTEK_KILL_AT", std::to_string(at)}});
  }
  long points_of(const std::vector<std::string>& arguments) const {
    const std::string file = (folder_ / "points").string();
    EXPECT_EQ(indexer(arguments, {{"LD_PRELOAD", KILL_POINT}, {"KARTOTEK_POINTS", file}}).exit, 0);
    const long points = std::stol(read_file(file));
    EXPECT_GT(points, 3);
    return points;
  }

  void reset() const {
    fs::remove_all(index());
    fs::copy(folder_ / "base", index(), fs::copy_options::recursive);
  }

  // From now on the index has three shards.
  void use_shards() const {
    ASSERT_EQ(indexer({"--rebuild", "--shards", "3", in()}).exit, 0);
    fs::remove_all(folder_ / "base");
    fs::copy(index(), folder_ / "base", fs::copy_options::recursive);
  }

  std::map<std::string, std::string> content_from_scratch() const {
    const fs::path scratch = folder_ / "scratch";
    fs::remove_all(scratch);
    EXPECT_EQ(indexer({in()}, {}, scratch).exit, 0);
    return content_of(scratch);
  }

  void expect_sound(const std::string& when) const {
    const Outcome verified = indexer({"--verify", patience});
    EXPECT_EQ(verified.exit, 0) << when << ": " << verified.err;
    const Outcome found =
        run(PROGRAM_DIR "/searcher",
            {.arguments = {"--index", index().string(), "*"}, .input = {}, .environment = {}, .folder = {}});
    EXPECT_EQ(found.exit, 0) << when << ": " << found.err;
  }

  // Kills a run at each of its points, or each so many; what a run comes to is `expected`.
  void kill_everywhere(const std::vector<std::string>& arguments,
                       const std::map<std::string, std::string>& expected, long step = 1) {
    reset();
    const long points = points_of(arguments);
    long kills = 0;
    for (long at = 1; at <= points && !HasFailure(); at += step) {
      reset();
      const std::string when = fmt::format("point {} of {}", at, points);
      // Threads do not come to their points in the same order each time: a run may end before the last.
      const int exit = killed(arguments, at).exit;
      EXPECT_TRUE(exit == 128 + SIGKILL || exit == 0) << when << ": " << exit;
      kills += exit != 0;
      expect_sound(when);
      const Outcome next = indexer({patience, in()});
      EXPECT_EQ(next.exit, 0) << when << ": " << next.err;
      EXPECT_EQ(content_of(index()), expected) << when;
      for (const fs::directory_entry& entry : fs::directory_iterator(index()))
        EXPECT_EQ(entry.path().string().find(".new"), std::string::npos) << when << ": " << entry.path();
    }
    EXPECT_GT(2 * kills * step, points);
  }

  void change() {
    for (int i = 10; i < 15; ++i) write_story(i, "Another drone came back to the harbour.");
    fs::remove(folder_ / "in/story1.txt");
    fs::rename(folder_ / "in/story2.txt", folder_ / "in/moved.txt");
    write("lines.jsonl", lines(3, 24));
  }

  fs::path folder_;
  int clock_ = 0;
};

TEST_F(KillTest, AnUpdateAtEveryPoint) {
  change();
  kill_everywhere({in()}, content_from_scratch());
}

TEST_F(KillTest, AnUpdateOfManyCommitsAtEveryPoint) {
  change();
  kill_everywhere({"--memory", "9000", in()}, content_from_scratch());
}

// Between the commits of shards, too.
TEST_F(KillTest, AnUpdateOfShardsAtEveryPoint) {
  use_shards();
  change();
  kill_everywhere({in()}, content_from_scratch());
}

TEST_F(KillTest, AnUpdateOfShardsInManyCommitsAtEveryEleventhPoint) {
  use_shards();
  change();
  kill_everywhere({"--memory", "9000", in()}, content_from_scratch(), 11);
}

// What a killed run had brought to some shards is gone, or other, when the next one comes.
TEST_F(KillTest, AnUpdateOfShardsThatTheNextRunFindsOutOfDate) {
  write("as_it_was.jsonl", lines(40, 46));
  use_shards();
  const auto come = [this] {
    for (int i = 10; i < 16; ++i) write_story(i, "Another drone came back to the harbour.");
    write("lines.jsonl", lines(3, 24));
    write("more.jsonl", lines(30, 36) + R"({"id":"line41","title":"Taken over","body":"A tank."})"
                                        "\n");
    fs::remove(folder_ / "in/story1.txt");
    fs::rename(folder_ / "in/story7.txt", folder_ / "out.txt");
  };
  const auto go = [this] {
    for (int i = 12; i < 15; ++i) fs::remove(folder_ / fmt::format("in/story{}.txt", i));
    fs::remove(folder_ / "in/more.jsonl");
    write_story(1, "A frigate is back.");
    fs::rename(folder_ / "out.txt", folder_ / "in/story7.txt");  // with the time it had
    write("lines.jsonl", lines(0, 26));                          // which begins as before the killed run
  };
  come();
  const long points = points_of({in()});
  go();
  const auto expected = content_from_scratch();
  for (long at = 1; at <= points && !HasFailure(); at += 2) {
    reset();
    come();
    killed({in()}, at);
    go();
    EXPECT_EQ(indexer({patience, in()}).exit, 0) << at;
    expect_sound(fmt::format("point {} of {}", at, points));
    EXPECT_TRUE(content_of(index()) == expected) << at;
  }
}

// Random folders, runs of several shards that are killed anywhere, and folders that change again before the
// next run. KARTOTEK_SEEDS=20 for more of them.
TEST_F(KillTest, RandomUpdatesOfShardsAnywhere) {
  const char* const wanted = std::getenv("KARTOTEK_SEEDS");  // NOLINT(concurrency-mt-unsafe): one thread
  const unsigned seeds = wanted ? static_cast<unsigned>(std::stoul(wanted)) : 2;
  const fs::path all = folder_ / "random";
  const fs::path scratch = folder_ / "scratch";
  for (unsigned seed = 1; seed <= seeds && !HasFailure(); ++seed) {
    fs::remove_all(index());
    fs::remove_all(all);
    RandomFolder folder(all, seed);
    std::mt19937 random(seed);
    for (int i = 0; i < 10; ++i) folder.change();
    EXPECT_LE(indexer({"--shards", "3", all.string()}).exit, 1);
    for (int round = 0; round < 8 && !HasFailure(); ++round) {
      const std::string when = fmt::format("seed {} round {}", seed, round);
      for (unsigned i = 0; i < 4; ++i) folder.change();
      killed({"--allow-mass-removal", "--memory", random() % 3 == 0 ? "9000" : "1G", all.string()},
             static_cast<long>(1 + random() % 30));
      for (unsigned i = random() % 4; i > 0; --i) folder.change();
      EXPECT_EQ(indexer({"--verify", patience}).exit, 0) << when;
      EXPECT_LE(indexer({"--allow-mass-removal", patience, all.string()}).exit, 1) << when;
      fs::remove_all(scratch);
      EXPECT_LE(indexer({all.string()}, {}, scratch).exit, 1) << when;
      EXPECT_TRUE(content_of(index()) == content_of(scratch)) << when;
    }
  }
}

TEST_F(KillTest, ARebuildAtEveryPoint) {
  change();
  kill_everywhere({"--rebuild", "--jobs", "1", in()}, content_from_scratch());
}

TEST_F(KillTest, ARollbackAtEveryPoint) { kill_everywhere({"--rollback"}, content_from_scratch()); }

TEST_F(KillTest, AFirstBuildAtEveryPoint) {
  const auto expected = content_from_scratch();
  fs::remove_all(folder_ / "base");
  fs::create_directory(folder_ / "base");
  reset();
  const long points = points_of({in()});
  for (long at = 1; at <= points && !HasFailure(); ++at) {
    reset();
    killed({in()}, at);
    const Outcome next = indexer({patience, in()});
    EXPECT_EQ(next.exit, 0) << at << ": " << next.err;
    EXPECT_EQ(content_of(index()), expected) << at;
  }
}

// At random moments, measured in time. KARTOTEK_KILLS=200 for a longer run.
TEST_F(KillTest, AnyRunAtAnyMoment) {
  const char* const wanted = std::getenv("KARTOTEK_KILLS");  // NOLINT(concurrency-mt-unsafe): one thread
  const int kills = wanted != nullptr ? std::atoi(wanted) : 15;
  change();
  const auto expected = content_from_scratch();
  const std::vector<std::vector<std::string>> runs{
      {in()}, {"--memory", "9000", in()}, {"--rebuild", in()}, {"--rollback"}};
  std::mt19937 random(20261127);
  for (int kill = 0; kill < kills && !HasFailure(); ++kill) {
    reset();
    const std::vector<std::string>& arguments = runs[static_cast<std::size_t>(kill) % runs.size()];
    std::string command =
        fmt::format("timeout -s KILL {}e-3 {}/indexer --index {}",
                    std::uniform_int_distribution<int>(5, 250)(random), PROGRAM_DIR, index().string());
    for (const std::string& argument : arguments) command += " " + argument;
    run("/bin/sh", {.arguments = {"-c", command}, .input = {}, .environment = {}, .folder = {}});
    expect_sound(command);
    const Outcome next = indexer({patience, in()});
    EXPECT_EQ(next.exit, 0) << command << ": " << next.err;
    EXPECT_EQ(content_of(index()), expected) << command;
  }
}

}  // namespace
}  // namespace kartotek
