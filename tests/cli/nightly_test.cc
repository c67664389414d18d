#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>

#include <thread>

#include "tests/cli/program.h"

// The script at two in the morning: what a run leaves, says and answers with, whatever happened.

namespace kartotek {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Nightly : public ProgramTest {
 protected:
  std::string in() const { return (folder_.path() / "in").string(); }
  // A file that was written some hours ago, so that it need not be read twice to be believed.
  void story(const std::string& name, const std::string& text) {
    fs::last_write_time(
        folder_.write("in/" + name, text.empty() ? "" : "The fleet\n\n" + text + "\n"),
        fs::file_time_type::clock::now() - std::chrono::hours(5) + std::chrono::seconds(++clock_));
  }
  std::string indexed(const std::vector<std::string>& arguments, int exit = 0) const {
    const Outcome outcome = indexer(arguments);
    EXPECT_EQ(outcome.exit, exit) << outcome.err;
    return outcome.out + outcome.err;
  }
  std::vector<std::string> ids(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "--no-collapse");
    return found(std::move(arguments));
  }
  std::vector<std::string> rejected() const {
    std::vector<std::string> paths;
    for (const std::string& line : lines_of(read_file(index_ + "/rejects.jsonl")))
      paths.push_back(fs::path(Json::parse(line)["path"].get<std::string>()).filename());
    return paths;
  }
  Outcome saved(const std::string& file, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"--index", index_, "--saved", file};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(PROGRAM_DIR "/searcher",
               {.arguments = arguments,
                .input = {},
                .environment = {{"XDG_STATE_HOME", (folder_.path() / "state").string()}},
                .folder = {}});
  }

  int clock_ = 0;
};

TEST_F(Nightly, DoesNotOpenWhatHasNotChanged) {
  story("a.txt", "A drone flew.");
  indexed({in()});
  // The same size and time in the same file: that it has another text cannot be seen without opening it.
  const auto time = fs::last_write_time(in() + "/a.txt");
  std::ofstream(in() + "/a.txt", std::ios::in | std::ios::binary) << "The crew";
  fs::last_write_time(in() + "/a.txt", time);
  EXPECT_THAT(indexed({in()}), HasSubstr("0 updated, 1 unchanged"));
}

TEST_F(Nightly, ReadsAgainWhatChangedAtTheTimeOfTheRun) {
  folder_.write("in/a.txt", "The fleet\n\nA drone flew.\n");
  indexed({in()});
  const auto time = fs::last_write_time(in() + "/a.txt");
  std::ofstream(in() + "/a.txt", std::ios::in | std::ios::binary) << "The crew";
  fs::last_write_time(in() + "/a.txt", time);
  EXPECT_THAT(indexed({in()}), HasSubstr("1 updated"));
}

// Reports what a run read of a file of JSON Lines, and how many articles it added and left.
TEST_F(Nightly, ReadsOnlyWhatAFileGrewBy) {
  const auto line = [](int number, const std::string& text) {
    return fmt::format(R"({{"id":"a{}","title":"The fleet","body":"{}"}})"
                       "\n",
                       number, text);
  };
  std::string lines;
  for (int i = 0; i < 50; ++i) lines += line(i, "A drone flew over the harbour.");
  const auto write = [&](const std::string& text) {
    fs::last_write_time(
        folder_.write("in/a.jsonl", text),
        fs::file_time_type::clock::now() - std::chrono::hours(5) + std::chrono::seconds(++clock_));
  };
  const std::string report = (folder_.path() / "report.json").string();
  const auto run = [&] {
    indexed({"--report", report, in()});
    const Json told = Json::parse(read_file(report));
    return std::vector<int>{told["added"], told["updated"], told["unchanged"],
                            told["bytes"].get<int>() / 100};
  };
  write(lines);
  EXPECT_THAT(run(), ElementsAre(50, 0, 0, 19));
  lines += line(50, "A corvette sailed.") + line(7, "The drone was lost.");
  write(lines);
  EXPECT_THAT(run(), ElementsAre(1, 1, 49, 0));
  EXPECT_THAT(ids({"lost"}), ElementsAre("a7"));
  lines[lines.find("drone")] = 'c';
  write(lines + line(51, "Another corvette sailed."));
  EXPECT_THAT(run(), ElementsAre(1, 1, 50, 20));
  EXPECT_THAT(ids({"crone"}), ElementsAre("a0"));
}

TEST_F(Nightly, LeavesWhatWasOnlyTouched) {
  story("a.txt", "A drone flew.");
  indexed({in()});
  fs::last_write_time(in() + "/a.txt", fs::file_time_type::clock::now() - std::chrono::hours(1));
  EXPECT_THAT(indexed({in()}), HasSubstr("0 updated, 1 unchanged"));
}

TEST_F(Nightly, RemovesWhatIsGone) {
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) story(name, "A drone flew.");
  indexed({in()});
  fs::remove(in() + "/b.txt");
  EXPECT_THAT(indexed({"--keep-missing", in()}), HasSubstr("0 removed"));
  EXPECT_THAT(indexed({in()}), HasSubstr("1 removed"));
  EXPECT_THAT(ids({"*"}), UnorderedElementsAre("a.txt", "c.txt"));
}

TEST_F(Nightly, RemovesWhatAFileHoldsNoMore) {
  const auto lines = [](int first) {
    std::string all;
    for (int i = first; i < first + 4; ++i)
      all += fmt::format(R"({{"id":"x{}","body":"Drone {}."}})", i, i) + "\n";
    return all;
  };
  const std::string file = folder_.write("in.jsonl", lines(0));
  indexed({file});
  folder_.write("in.jsonl", lines(1));
  EXPECT_THAT(indexed({file}), HasSubstr("1 added, 0 updated, 3 unchanged, 1 removed"));
  EXPECT_THAT(ids({"*"}), UnorderedElementsAre("x1", "x2", "x3", "x4"));
}

TEST_F(Nightly, RemovesNothingOfASourceThatIsMostlyGone) {
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) story(name, "A drone flew.");
  indexed({in()});
  fs::remove(in() + "/a.txt");
  fs::remove(in() + "/b.txt");
  story("new.txt", "A tank came.");
  for (const char* rebuild : {"", "--rebuild"}) {
    std::vector<std::string> arguments{in()};
    if (*rebuild) arguments.insert(arguments.begin(), rebuild);
    if (*rebuild) fs::remove(in() + "/new.txt");
    EXPECT_THAT(indexed(arguments, 5), HasSubstr("--allow-mass-removal"));
    EXPECT_THAT(ids({"*"}), UnorderedElementsAre("a.txt", "b.txt", "c.txt"));
  }
  EXPECT_THAT(indexed({"--allow-mass-removal", in()}), HasSubstr("2 removed"));
}

TEST_F(Nightly, RemovesOnlyFromSourcesThatItWasGiven) {
  story("a.txt", "A drone flew.");
  const std::string other = folder_.write("other.jsonl", R"({"id":"x","body":"A tank came."})");
  indexed({in(), other});
  EXPECT_THAT(indexed({other}), HasSubstr("2 articles"));
}

TEST_F(Nightly, KnowsARenamedArticle) {
  for (const char* name : {"a.txt", "b.txt"}) story(name, std::string("A drone flew over ") + name);
  indexed({in()});
  const Json since = show("a.txt")["first_indexed"];
  fs::rename(in() + "/a.txt", in() + "/z.txt");
  EXPECT_THAT(indexed({in()}), HasSubstr("0 added, 1 updated, 1 unchanged, 0 removed"));
  EXPECT_EQ(show("z.txt")["first_indexed"], since);
  EXPECT_THAT(ids({"*"}), UnorderedElementsAre("b.txt", "z.txt"));
}

TEST_F(Nightly, KeepsSinceWhenAnArticleIsThereOverARebuild) {
  story("a.txt", "A drone flew.");
  indexed({in()});
  const Json since = show("a.txt")["first_indexed"];
  indexed({"--rebuild", in()});
  EXPECT_EQ(show("a.txt")["first_indexed"], since);
}

TEST_F(Nightly, ListsARejectUntilItsFileChanges) {
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) story(name, "A drone flew.");
  indexed({in()});
  story("b.txt", "");
  indexed({in()}, 1);
  EXPECT_THAT(ids({"*"}), UnorderedElementsAre("a.txt", "c.txt")) << "its article is gone";
  indexed({in()}, 1);
  EXPECT_THAT(rejected(), ElementsAre("b.txt"));
  story("b.txt", "A tank came.");
  indexed({in()});
  EXPECT_THAT(rejected(), IsEmpty());
}

TEST_F(Nightly, TakesAWholeStreamForAScanAndABrokenOneNot) {
  const std::string all =
      "{\"id\":\"a\",\"body\":\"Drone.\"}\n{\"id\":\"b\",\"body\":\"Tank.\"}\n{\"id\":\"c\",\"body\":\"Ship."
      "\"}\n";
  EXPECT_EQ(indexer({"-"}, all).exit, 0);
  EXPECT_EQ(indexer({"-"}, all.substr(0, all.size() - 10)).exit, 1);
  EXPECT_THAT(ids({"*"}), UnorderedElementsAre("a", "b", "c"));
  EXPECT_EQ(indexer({"-"}, all.substr(0, all.find("{\"id\":\"c\""))).exit, 0);
  EXPECT_THAT(ids({"*"}), UnorderedElementsAre("a", "b"));
}

TEST_F(Nightly, SaysWhatWouldChangeAndChangesNothing) {
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) story(name, "A drone flew.");
  indexed({in()});
  fs::remove(in() + "/a.txt");
  story("b.txt", "A tank came.");
  story("d.txt", "A frigate sailed.");
  const std::string said = indexed({"--dry-run", in()});
  for (const char* line : {"remove a.txt\n", "update b.txt\n", "add d.txt\n", "nothing was changed"})
    EXPECT_THAT(said, HasSubstr(line));
  EXPECT_THAT(ids({"*"}), UnorderedElementsAre("a.txt", "b.txt", "c.txt"));
}

TEST_F(Nightly, CountsWhatWouldBeRenamedAsTheRunItselfDoes) {
  for (const char* name : {"a.txt", "b.txt", "c.txt"}) story(name, std::string("A drone flew over ") + name);
  indexed({in()});
  fs::rename(in() + "/a.txt", in() + "/z.txt");
  const std::string would = indexed({"--dry-run", in()});
  EXPECT_THAT(would, HasSubstr("0 added, 1 updated"));
  EXPECT_THAT(would, HasSubstr("0 removed"));
  EXPECT_THAT(indexed({in()}), HasSubstr("0 added, 1 updated"));
  EXPECT_THAT(ids({"*"}), UnorderedElementsAre("z.txt", "b.txt", "c.txt"));
}

TEST_F(Nightly, ReportsEveryRun) {
  story("a.txt", "A drone flew.");
  const std::string file = (folder_.path() / "report.json").string();
  indexed({"--report", file, in()});
  const Json report = Json::parse(read_file(file));
  EXPECT_THAT(keys_of(report), ElementsAre("report_version", "added", "updated", "unchanged", "removed",
                                           "rejected", "warnings", "duplicates", "articles", "bytes",
                                           "seconds", "peak_memory_bytes", "generation", "exit"));
  EXPECT_EQ(report["report_version"], 1);
  EXPECT_EQ(report["added"], 1);
  EXPECT_GT(report["seconds"]["total"], 0.0);
  EXPECT_GT(report["peak_memory_bytes"], 1 << 20);
  fs::remove(in() + "/a.txt");
  indexed({"--report", file, in()}, 5);
  const Json failed = Json::parse(read_file(file));
  EXPECT_EQ(failed["exit"], 5);
  EXPECT_THAT(failed["error"].get<std::string>(), HasSubstr("are gone"));
}

TEST_F(Nightly, SaysOneThingALineWithoutControlCharacters) {
  folder_.write("in/a\x1b[31m.txt", "");
  const Outcome outcome = indexer({"--verbose", in()});
  EXPECT_THAT(outcome.err, HasSubstr("rejected"));
  EXPECT_THAT(outcome.err, testing::Not(HasSubstr("\x1b")));
}

TEST_F(Nightly, WaitsForAnotherWriterAsLongAsItIsTold) {
  story("a.txt", "A drone flew.");
  indexed({in()});
  const int lock = ::open((index_ + "/lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(::flock(lock, LOCK_EX | LOCK_NB), 0);
  EXPECT_THAT(indexed({"--lock-timeout", "0.1", in()}, 3), HasSubstr("another indexer (process "));
  std::thread release([lock] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    ::close(lock);
  });
  indexed({"--lock-timeout", "30", in()});
  release.join();
}

TEST_F(Nightly, GoesBackToTheGenerationBefore) {
  story("a.txt", "A drone flew.");
  indexed({in()});
  EXPECT_EQ(indexer({"--rollback"}).exit, 2) << "there is none";
  story("b.txt", "A tank came.");
  indexed({"--rebuild", in()});
  indexed({"--rollback"});
  EXPECT_THAT(ids({"*"}), ElementsAre("a.txt"));
  indexed({"--rollback"});
  EXPECT_THAT(ids({"*"}).size(), 2U);
  EXPECT_THAT(indexed({"--verify"}), HasSubstr("2 articles"));
}

TEST_F(Nightly, FindsDamage) {
  story("a.txt", "A drone flew.");
  indexed({in()});
  fs::resize_file(index_ + "/generation-000001/postlist.glass", 100);
  EXPECT_THAT(indexed({"--verify"}, 4), HasSubstr("--rebuild"));
}

TEST_F(Nightly, DoesNotTakeAMissingTableForAnEmptyOne) {
  story("a.txt", "A drone flew.");
  for (const char* const table : {"postlist", "docdata", "termlist"}) {
    fs::remove_all(index_);
    indexed({in()});
    ASSERT_TRUE(fs::remove(fmt::format("{}/generation-000001/{}.glass", index_, table)));
    EXPECT_THAT(indexed({in()}, 4), HasSubstr(table));
  }
}

TEST_F(Nightly, RefusesOneSourceTwice) {
  story("a.txt", "A drone flew.");
  EXPECT_EQ(indexer({"x=" + in(), "x=" + in() + "/a.txt"}).exit, 2);
}

TEST_F(Nightly, AnswersWithOnlyWhatWasAddedSince) {
  const std::string file = folder_.write("in.jsonl", R"({"id":"a","body":"Drone one."})");
  indexed({file});
  const std::string since = show("a")["first_indexed"];
  folder_.write("in.jsonl",
                "{\"id\":\"a\",\"body\":\"Drone one, edited.\"}\n{\"id\":\"b\",\"body\":\"Drone two.\"}\n");
  indexed({file});
  EXPECT_THAT(ids({"--added-since", since, "drone"}), ElementsAre("b"));
  EXPECT_THAT(ids({"--added-since", "2001-01-01T02:00+03:00", "drone"}), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(ids({"--added-since", "2999-01-01", "drone"}), IsEmpty());
  EXPECT_EQ(searcher({"--added-since", "yesterday", "drone"}).exit, 2);
  EXPECT_EQ(searcher({"--added-since", "2021-02-30", "drone"}).exit, 2);
}

TEST_F(Nightly, ReportsToSavedQueriesWhatIsNew) {
  const std::string queries =
      folder_.write("q.toml", "[tanks]\nquery = 'tank'\n\n[drones]\nquery = 'drone'\ncountry = ['AZ']\n");
  const std::string file = folder_.write("in.jsonl", "{\"id\":\"a\",\"body\":\"The drone hit Baku.\"}\n");
  indexed({file});
  EXPECT_EQ(saved(queries, {"--format", "jsonl"}).exit, 0);
  const Outcome nothing = saved(queries, {"--format", "jsonl"});
  EXPECT_EQ(nothing.exit, 1);
  EXPECT_EQ(nothing.out, "");
  folder_.write("in.jsonl",
                "{\"id\":\"a\",\"body\":\"The drone hit Baku.\"}\n{\"id\":\"b\",\"body\":\"The drone hit "
                "Baku and a tank.\"}\n");
  indexed({file});
  std::vector<std::string> told;
  for (const std::string& line : lines_of(saved(queries, {"--format", "jsonl"}).out)) {
    const Json hit = Json::parse(line);
    told.push_back(hit["qid"].get<std::string>() + " " + hit["id"].get<std::string>());
  }
  EXPECT_THAT(told, ElementsAre("tanks b", "drones b"));
  EXPECT_EQ(lines_of(saved(queries, {"--format", "jsonl", "--added-since", "2001-01-01"}).out).size(), 3U);
}

TEST_F(Nightly, RefusesSavedQueriesThatItDoesNotUnderstand) {
  take(R"({"id":"a","body":"Drone."})");
  for (const char* text : {"[a]\nquery = 3\n", "[a]\nqery = 'x'\n", "[a]\n", "x = 1\n", "[a\n",
                           "[a]\nquery = 'x'\ncountry = 'Atlantis'\n", "[a]\nquery = '('\n"})
    EXPECT_EQ(saved(folder_.write("q.toml", text)).exit, 2) << text;
}

// A searcher in a loop under a writer that commits a hundred times: every answer is whole.
TEST_F(Nightly, NeverDisturbsASearcher) {
  std::string all;
  for (int i = 0; i < 200; ++i)
    all += fmt::format(R"({{"id":"x{}","title":"Drone {}","body":"The drone {} flew over the harbour."}})", i,
                       i, i) +
           "\n";
  const std::string file = folder_.write("in.jsonl", all);
  indexed({file});
  std::string edited = all;
  for (std::size_t at = 0; (at = edited.find("flew over", at)) != std::string::npos; ++at)
    edited.replace(at, 9, "came over");
  folder_.write("in.jsonl", edited);
  std::thread writer([&] { EXPECT_EQ(indexer({"--memory", "6400", file}).exit, 0); });
  for (int i = 0; i < 12; ++i) {
    const Json answer = search_json({"--limit", "0", "--no-collapse", "--facets", "source", "drone"});
    EXPECT_EQ(answer["total"], 200);
    EXPECT_EQ(answer["hits"].size(), 200U);
  }
  writer.join();
  EXPECT_EQ(ids({"came"}).size(), 200U);
}

}  // namespace
}  // namespace kartotek
