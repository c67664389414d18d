#include "searcher/saved_queries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "corpus/error.h"
#include "tests/indexer/scratch_folder.h"

namespace kartotek {
namespace {

class SavedQueries : public ScratchFolder {
 protected:
  std::vector<SavedQuery> read(const std::string& text, const SavedQuery& otherwise = {}) const {
    return read_saved_queries(write("queries.toml", text), otherwise);
  }

  // What is said of a file that is refused, without its path.
  std::string refused(const std::string& text) const {
    try {
      read(text);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      const std::string what = error.what();
      return what.substr(what.find("queries.toml ") + 13);
    }
    return "taken";
  }
};

TEST_F(SavedQueries, TakeEveryKeyThatTheOptionsHave) {
  const auto queries = read(R"([black-sea]
query = 'frigate OR corvette'
from = 2021-04-15
to = '2021-06'
country = ['TR', 'UA']
mentions = 'RU'
lang = ['en']
source = ['baku-wire']
sort = 'oldest'
limit = 0
facets = ['country', 'year']
include-undated = true
exact = true
no-collapse = true
)");
  ASSERT_EQ(queries.size(), 1U);
  const QuestionText& question = queries[0].question;
  EXPECT_EQ(queries[0].name, "black-sea");
  EXPECT_EQ(queries[0].query, "frigate OR corvette");
  EXPECT_EQ(question.from, "2021-04-15") << "a date of TOML";
  EXPECT_EQ(question.to, "2021-06");
  EXPECT_THAT(question.countries, testing::ElementsAre("TR", "UA"));
  EXPECT_THAT(question.mentions, testing::ElementsAre("RU"));
  EXPECT_THAT(question.languages, testing::ElementsAre("en"));
  EXPECT_THAT(question.sources, testing::ElementsAre("baku-wire"));
  EXPECT_EQ(question.sort, "oldest");
  EXPECT_EQ(question.limit, 0U);
  EXPECT_TRUE(queries[0].has_limit);
  EXPECT_THAT(question.facets, testing::ElementsAre("country", "year"));
  EXPECT_TRUE(question.include_undated);
  EXPECT_TRUE(question.exact);
  EXPECT_TRUE(question.no_collapse);
}

TEST_F(SavedQueries, ComeInTheOrderOfTheFileAndElseAreAsAsked) {
  SavedQuery otherwise;
  otherwise.question.countries = {"AZ"};
  const auto queries = read("[z]\nquery = 'a'\n\n[b]\nquery = 'b'\ncountry = 'TR'\n", otherwise);
  ASSERT_EQ(queries.size(), 2U);
  EXPECT_EQ(queries[0].name, "z");
  EXPECT_THAT(queries[0].question.countries, testing::ElementsAre("AZ"));
  EXPECT_THAT(queries[1].question.countries, testing::ElementsAre("TR"));
}

TEST_F(SavedQueries, AreRefusedWithTheLineAndTheReason) {
  EXPECT_EQ(refused("[a]\nquery = 3\n"), "line 2: query wants a text in quotes");
  EXPECT_EQ(refused("[a]\nquery = 'x'\nexact = 'yes'\n"), "line 3: exact wants true or false");
  EXPECT_EQ(refused("[a]\nquery = 'x'\nlimit = -1\n"), "line 3: limit wants a number, 0 for all");
  EXPECT_EQ(refused("[a]\nquery = 'x'\nlimit = '3'\n"), "line 3: limit wants a number, 0 for all");
  EXPECT_EQ(refused("[a]\nqery = 'x'\n"), "line 2: there is no key qery");
  EXPECT_EQ(refused("[a]\nfrom = '2021'\n"), "line 1: a has no query");
  EXPECT_EQ(refused("query = 'x'\n"), "line 1: query is not below the name of a query, as [name]");
  EXPECT_THAT(refused("[a]\nquery = 'x\n"), testing::StartsWith("line 2: "));
}

class Reported : public ScratchFolder {
 protected:
  void SetUp() override {
    ScratchFolder::SetUp();
    state(folder());
  }
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
  static void state(const std::filesystem::path& place) { ::setenv("XDG_STATE_HOME", place.c_str(), 1); }
  ReportedTimes times() const { return {folder() / "queries.toml", folder() / "index"}; }
};

TEST_F(Reported, TimesAreKeptForEachFileAndIndex) {
  ReportedTimes kept = times();
  EXPECT_EQ(kept.of("drones"), "");
  kept.set("drones", "2021-04-15T02:00:00.000Z");
  kept.save();
  EXPECT_EQ(times().of("drones"), "2021-04-15T02:00:00.000Z");
  EXPECT_EQ(ReportedTimes(folder() / "queries.toml", folder() / "other").of("drones"), "");
}

TEST_F(Reported, TimesThatAreDamagedAreNotTakenForNone) {
  times().save();
  for (const auto& entry : std::filesystem::directory_iterator(folder() / "kartotek"))
    std::ofstream(entry.path()) << "{\"times\":";
  EXPECT_THROW(times(), Error);
}

TEST_F(Reported, TimesSayWhenTheyCannotBeKept) {
  state(write("a-file", ""));
  EXPECT_THROW(times().save(), Error);
}

TEST_F(SavedQueries, AreNotReadFromAFolder) {
  try {
    read_saved_queries(folder(), {});
    FAIL() << "a folder was taken for a file without queries";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_EQ(error.what(), "cannot read the queries in " + folder().string());
  }
}

}  // namespace
}  // namespace kartotek
