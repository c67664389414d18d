#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/index_corpus.h"
#include "searcher/parse_query.h"
#include "searcher/search.h"
#include "tests/indexer/random_folder.h"
#include "tests/indexer/scratch_folder.h"
#include "tests/searcher/same_answers.h"

// Whatever was added, edited, removed and renamed, and in however many runs: the answers are those of an
// index that was built from what is there now.

namespace kartotek {
namespace {

namespace fs = std::filesystem;

class Incremental : public ScratchFolder {
 protected:
  Incremental() : ScratchFolder(fast_folder()) {}
  // As somebody whom permissions hold for.
  void SetUp() override {
    ScratchFolder::SetUp();
    is_root_ = ::geteuid() == 0;
    if (is_root_ && (::chown(folder().c_str(), nobody, nobody) != 0 || ::seteuid(nobody) != 0))
      FAIL() << "cannot become another user";
  }
  void TearDown() override {
    if (is_root_ && ::seteuid(0) != 0) ADD_FAILURE() << "cannot become root again";
    ScratchFolder::TearDown();
  }

  fs::path news() const { return folder() / "news"; }

  static constexpr std::size_t plenty = std::size_t{1} << 30;  // bytes of memory

  Report run(const fs::path& index, std::size_t memory = plenty, std::size_t shards = 1) const {
    IndexOptions options;
    options.index = index;
    options.sources = {parse_source(news().string())};
    options.shards = shards;
    options.allow_mass_removal = true;
    options.memory = memory;
    options.jobs = 1;
    return index_corpus(options);
  }

  // A run to which a folder of the source is closed: it may add and change, and removes nothing.
  Report run_half_blind(const fs::path& index) const {
    fs::permissions(news() / "sub", fs::perms::none);
    const Report report = run(index);
    fs::permissions(news() / "sub", fs::perms::owner_all);
    EXPECT_EQ(report.removed, 0U);
    EXPECT_GE(report.rejected, 1U);
    return report;
  }

  // All that an answer says but for times and the order of what ranks alike.
  static std::string told(const Page& page) {
    std::set<std::string> lines;
    for (const Hit& hit : page.hits)
      lines.insert(fmt::format("{} {:.9f} {} {} {}\n", hit.stored.article.id, hit.score,
                               hit.stored.article.title, hit.snippet, hit.stored.article.path));
    std::string text = fmt::format("{} {}\n", page.total, page.suggestion);
    for (const std::string& line : lines) text += line;
    for (const Facet& facet : page.facets)
      for (const FacetRow& row : facet.rows)
        text += fmt::format("{} {} {}\n", to_string(facet.kind), row.value, row.count);
    for (const Expansion& expansion : page.expansions)
      text += fmt::format("{} {}\n", expansion.from, fmt::join(expansion.to, " "));
    return text;
  }

  static std::vector<std::string> queries() {
    std::vector<std::string> all = random_words();
    all.insert(all.end(), {"*", "drone tank", "\"Baku tank\"", "-drone", "title:radar", "date:2021-04",
                           "drone NEAR/3 Ankara", "mis*", "drones~", "newsletter", "channel"});
    return all;
  }
  static Page ask(Index& index, const std::string& query) {
    Question question;
    question.query = parse_query(query);
    question.limit = 0;
    question.facets = {FacetKind::country, FacetKind::month, FacetKind::source, FacetKind::lang};
    return index.search(question);
  }

  static void expect_same_answers(const fs::path& one, const fs::path& other) {
    Index first = Index::open({one.string()});
    Index second = Index::open({other.string()});
    for (const std::string& query : queries())
      EXPECT_EQ(told(ask(first, query)), told(ask(second, query))) << query;
  }
  // In the same order among equals, too.
  static void expect_the_same(const fs::path& one, const fs::path& other) {
    Index first = Index::open({one.string()});
    Index second = Index::open({other.string()});
    for (const std::string& query : queries())
      expect_same_answer(ask(first, query), ask(second, query), query);
  }

  static constexpr uid_t nobody = 65534;
  bool is_root_ = false;
};

TEST_F(Incremental, AnswersAsAnIndexBuiltFromScratch) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
  const char* const wanted = std::getenv("KARTOTEK_SEEDS");  // how many sequences, for longer runs
  const unsigned seeds = wanted ? static_cast<unsigned>(std::stoul(wanted)) : 3;
  for (unsigned seed = 1; seed <= seeds; ++seed) {
    RandomFolder random(news(), seed);
    const fs::path index = folder() / "index";
    for (int night = 0; night < 8; ++night) {
      for (unsigned changes = 0; changes < 5; ++changes) random.change();
      if (night % 4 == 1) {
        run_half_blind(index);
        for (unsigned changes = 0; changes < 2; ++changes) random.change();
      }
      const Report report = run(index, night % 3 == 2 ? 20'000 : plenty);
      const fs::path scratch = folder() / "scratch";
      const Report built = run(scratch);
      EXPECT_EQ(report.articles, built.articles);
      EXPECT_EQ(report.rejected, built.rejected);
      expect_same_answers(index, scratch);
      EXPECT_EQ(verify_index(index, {}), built.articles);
      fs::remove_all(scratch);
      if (HasFailure()) FAIL() << "seed " << seed << " night " << night;
    }
    fs::remove_all(index);
    fs::remove_all(news());
  }
}

// Whatever the number of shards, and whether they were brought up to date or built.
TEST_F(Incremental, AnswersAlikeWithAnyNumberOfShards) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
  const char* const wanted = std::getenv("KARTOTEK_SEEDS");
  const unsigned seeds = wanted ? static_cast<unsigned>(std::stoul(wanted)) : 2;
  for (unsigned seed = 101; seed < 101 + seeds; ++seed) {
    RandomFolder random(news(), seed);
    const auto index = [this](std::size_t shards) { return folder() / fmt::format("index-{}", shards); };
    const auto built = [this](std::size_t shards) { return folder() / fmt::format("built-{}", shards); };
    for (int night = 0; night < 6; ++night) {
      for (unsigned changes = 0; changes < 10; ++changes) random.change();
      for (const std::size_t shards : {1U, 3U, 8U}) {
        run(index(shards), night % 3 == 1 ? 20'000 : plenty, shards);
        const Report report = run(built(shards), plenty, shards);
        EXPECT_EQ(verify_index(index(shards), {}), report.articles);
        if (shards == 1) continue;
        expect_the_same(index(1), index(shards));
        expect_the_same(built(1), built(shards));
      }
      expect_same_answers(index(1), built(1));
      for (const std::size_t shards : {1U, 3U, 8U}) fs::remove_all(built(shards));
      if (HasFailure()) FAIL() << "seed " << seed << " night " << night;
    }
    for (const std::size_t shards : {1U, 3U, 8U}) fs::remove_all(index(shards));
    fs::remove_all(news());
  }
}

// The file that counts for an id cannot be seen, so that another one's article takes its place; then it can
// be seen again, unchanged.
TEST_F(Incremental, GivesAnIdBackToTheFileThatWasOutOfSight) {
  const auto write = [&](const char* name, const char* text) {
    fs::create_directories((news() / name).parent_path());
    std::ofstream(news() / name) << text;
    fs::last_write_time(news() / name, fs::file_time_type::clock::now() - std::chrono::hours(9));
  };
  write("a.jsonl", "{\"id\":\"x\",\"title\":\"frigate\"}\n");
  write("b.jsonl", "{\"id\":\"y\",\"title\":\"radar\"}\n");
  write("sub/z.jsonl", "{\"id\":\"x\",\"title\":\"drone\"}\n");
  const fs::path index = folder() / "index";
  run(index);
  write("a.jsonl", "{\"id\":\"x\",\"title\":\"corvette of another size\"}\n");
  run_half_blind(index);
  const Report report = run(index);
  EXPECT_EQ(report.articles, 2U);
  const fs::path scratch = folder() / "scratch";
  run(scratch);
  expect_same_answers(index, scratch);
  // And where it is gone at last, the first has it.
  fs::remove(news() / "sub/z.jsonl");
  run_half_blind(index);
  run(index);
  fs::remove_all(scratch);
  run(scratch);
  expect_same_answers(index, scratch);
}

// The file that counts for an id is renamed to come first, while what it was cannot be seen to be gone: of
// the others that have the id, which have not changed, the last counts.
TEST_F(Incremental, GivesAnIdOfAFileOutOfSightToTheLastThatHasIt) {
  const auto write = [&](const char* name, const char* text) {
    fs::create_directories((news() / name).parent_path());
    std::ofstream(news() / name) << text;
    fs::last_write_time(news() / name, fs::file_time_type::clock::now() - std::chrono::hours(9));
  };
  write("b.jsonl", "{\"id\":\"x\",\"title\":\"radar\"}\n");
  write("c.jsonl", "{\"id\":\"x\",\"title\":\"frigate\"}\n");
  write("sub/z.jsonl", "{\"id\":\"x\",\"title\":\"drone\"}\n{\"id\":\"y\",\"title\":\"tank\"}\n");
  const fs::path index = folder() / "index";
  run(index);
  fs::rename(news() / "sub/z.jsonl", news() / "a.jsonl");
  run_half_blind(index);
  run(index);
  const fs::path scratch = folder() / "scratch";
  run(scratch);
  expect_same_answers(index, scratch);
  EXPECT_EQ(verify_index(index, {}), 2U);
}

}  // namespace
}  // namespace kartotek
