#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/program.h"

// The outside that scripts rely on: options, formats, exit codes.

namespace kartotek {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using testing::UnorderedElementsAre;

// Six articles: two undated or imprecise, titles that CSV has to quote, keys that nobody knows.
constexpr const char* six =
    R"({"id":"a","title":"Corvette, \"Ada\" class","body":"The corvette sailed from Istanbul.","date":"2021-04-15","countries":["Türkiye"],"lang":"en","source":"navy","url":"https://example.org/a","desk":{"floor":3}}
{"id":"b","title":"Corvette sold","body":"A corvette was sold.\nIt sails soon.","date":"2021-04","countries":["Азербайджан","UA"],"lang":"en","source":"navy"}
{"id":"c","title":"Old corvette","body":"The corvette is old.","date":"2019","countries":["pakistan"],"lang":"en","source":"yard"}
{"id":"d","title":"Corvette undated","body":"A corvette without a date.","countries":["Німеччина"],"lang":"en","source":"yard"}
{"id":"e","title":"Tank","body":"A tank, and no ship. Poland was named.","date":"2022-01-31T08:30:00Z","countries":["TR"],"lang":"en","source":"army"}
{"id":17,"title":"Number","body":"A tank that is numbered.","date":"2023-02-01","lang":"en","source":"army"}
)";

class Contract : public ProgramTest {
 protected:
  void SetUp() override { take(six); }
  int exit_of(std::vector<std::string> arguments) const { return searcher(std::move(arguments)).exit; }
};

TEST_F(Contract, GivesJsonInItsOrderOfKeys) {
  const Json json = search_json({"--facets", "country,year", "corvette"});
  EXPECT_THAT(keys_of(json),
              ElementsAre("format_version", "query", "total", "total_is_exact", "took_ms", "hits", "facets"));
  EXPECT_EQ(json["format_version"], 1);
  EXPECT_THAT(keys_of(json["query"]), ElementsAre("text", "understood", "expansions", "suggestion"));
  EXPECT_EQ(json["query"]["text"], "corvette");
  EXPECT_EQ(json["total"], 4);
  EXPECT_EQ(json["total_is_exact"], true);
  ASSERT_EQ(json["hits"].size(), 4U);
  EXPECT_THAT(keys_of(json["hits"][0]),
              ElementsAre("rank", "score", "id", "title", "date", "date_source", "countries", "mentions",
                          "lang", "source", "url", "snippet", "highlights", "duplicates"));
  EXPECT_THAT(keys_of(json["facets"]), ElementsAre("country", "year"));
  EXPECT_THAT(keys_of(json["facets"]["country"][0]), ElementsAre("value", "label", "count"));
}

TEST_F(Contract, DescribesAnArticleInAHit) {
  const Json hit = search_json({"istanbul"})["hits"].at(0);
  EXPECT_EQ(hit["rank"], 1);
  EXPECT_EQ(hit["id"], "a");
  EXPECT_EQ(hit["title"], "Corvette, \"Ada\" class");
  EXPECT_EQ(hit["date"], "2021-04-15");
  EXPECT_EQ(hit["date_source"], "field");
  EXPECT_EQ(hit["countries"], Json({"TR"}));
  EXPECT_EQ(hit["url"], "https://example.org/a");
  EXPECT_EQ(hit["snippet"], "The corvette sailed from Istanbul.");
  EXPECT_EQ(hit["highlights"], Json::parse("[[25,33]]"));
}

TEST_F(Contract, GivesADateAsPreciseAsKnown) {
  EXPECT_EQ(search_json({"id:b"})["hits"].at(0)["date"], "2021-04");
  EXPECT_EQ(search_json({"id:c"})["hits"].at(0)["date"], "2019");
  const Json undated = search_json({"id:d"})["hits"].at(0);
  EXPECT_TRUE(undated["date"].is_null());
  EXPECT_EQ(undated["date_source"], "none");
}

TEST_F(Contract, GivesOneHitALineAsJsonl) {
  const std::vector<std::string> lines = lines_of(searcher({"--format", "jsonl", "corvette"}).out);
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(keys_of(Json::parse(lines[0])).front(), "rank");
}

TEST_F(Contract, QuotesCsvAsRfc4180) {
  const std::string csv = searcher({"--format", "csv", "--sort", "newest", "id:a OR id:b"}).out;
  const std::vector<std::string> lines = lines_of(csv);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0], "rank,score,id,title,date,date_source,countries,mentions,lang,source,url,snippet\r");
  EXPECT_THAT(
      csv,
      HasSubstr(",a,\"Corvette, \"\"Ada\"\" class\",2021-04-15,field,TR,,en,navy,https://example.org/a,"));
  EXPECT_THAT(csv, HasSubstr(",b,Corvette sold,2021-04,field,AZ UA,,en,navy,,"));
  EXPECT_TRUE(csv.ends_with("\r\n"));
}

TEST_F(Contract, GivesATrecRun) {
  const std::vector<std::string> lines = lines_of(searcher({"--format", "trec", "istanbul"}).out);
  ASSERT_EQ(lines.size(), 1U);
  std::istringstream fields(lines[0]);
  std::string qid, q0, id, rank, score, tag, more;
  fields >> qid >> q0 >> id >> rank >> score >> tag;
  EXPECT_EQ(q0 + " " + id + " " + rank + " " + tag, "Q0 a 1 kartotek");
  EXPECT_GT(std::stod(score), 0);
  EXPECT_FALSE(fields >> more);
}

TEST_F(Contract, AnswersABatchWithItsQids) {
  const std::string batch = folder_.write("queries.tsv", "q1\tcorvette\r\n\nq2\tistanbul\n");
  const std::vector<std::string> json = lines_of(searcher({"--format", "json", "--queries", batch}).out);
  ASSERT_EQ(json.size(), 2U);
  EXPECT_EQ(Json::parse(json[0])["qid"], "q1");
  EXPECT_EQ(Json::parse(json[0])["total"], 4);
  EXPECT_EQ(Json::parse(json[1])["qid"], "q2");
  const std::vector<std::string> hits = lines_of(searcher({"--format", "jsonl", "--queries", batch}).out);
  ASSERT_EQ(hits.size(), 5U);
  EXPECT_EQ(Json::parse(hits[4])["qid"], "q2");
  EXPECT_THAT(searcher({"--format", "trec", "--queries", batch}).out, HasSubstr("\nq2 Q0 a 1 "));
  EXPECT_THAT(lines_of(searcher({"--format", "csv", "--queries", batch}).out)[1], StartsWith("q1,1,"));
  EXPECT_THAT(searcher({"--queries", batch}).out, HasSubstr("q2"));
}

TEST_F(Contract, ReadsABatchFromStandardInput) {
  const Outcome outcome = searcher({"--format", "trec", "--queries", "-"}, "7\tistanbul\n");
  EXPECT_THAT(outcome.out, StartsWith("7 Q0 a 1 "));
  const Outcome dos = searcher({"--format", "json", "--queries", "-"}, "7\tistanbul\r\n");
  EXPECT_EQ(Json::parse(dos.out)["query"]["text"], "istanbul");
}

TEST_F(Contract, RefusesTwoThingsAtOnce) {
  const Outcome outcome = searcher({"--stats", "corvette"});
  EXPECT_EQ(outcome.exit, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "searcher: a QUERY and --stats are two things\nhint: give one\n");
  EXPECT_EQ(exit_of({"--show", "a", "--similar", "a"}), 2);
  EXPECT_EQ(exit_of({"--queries", "-", "corvette"}), 2);
}

TEST_F(Contract, RefusesABatchThatCannotBeRead) {
  EXPECT_EQ(exit_of({"--queries", (folder_.path() / "missing.tsv").string()}), 2);
  EXPECT_EQ(exit_of({"--queries", folder_.path().string()}), 2);
  EXPECT_EQ(searcher({"--queries", "-"}, "no tab here\n").exit, 2);
}

TEST_F(Contract, ListsArticlesLikeOne) {
  EXPECT_THAT(found({"--similar", "a"}), ElementsAre("b", "c", "d"));
  EXPECT_THAT(found({"--similar", "a", "--source", "yard"}), ElementsAre("c", "d"));
  const Json answer = search_json({"--similar", "a"});
  EXPECT_EQ(answer["query"]["text"], "a");
  EXPECT_THAT(answer["query"]["understood"].get<std::string>(), HasSubstr("Corvette"));
  EXPECT_EQ(exit_of({"--similar", "a", "--source", "nowhere"}), 1);
  EXPECT_EQ(exit_of({"--similar", "a", "--offset", "99"}), 0);
  EXPECT_EQ(exit_of({"--similar", "nothing-of-this-name"}), 1);
}

TEST_F(Contract, ShowsAWholeArticle) {
  const Json article = show("a");
  EXPECT_THAT(keys_of(article),
              ElementsAre("id", "title", "date", "date_source", "countries", "mentions", "evidence", "lang",
                          "source", "url", "path", "first_indexed", "text", "original", "extra"));
  EXPECT_EQ(article["text"], "The corvette sailed from Istanbul.");
  EXPECT_EQ(article["extra"], Json::parse(R"({"desk":{"floor":3}})"));
  const Outcome text = searcher({"--show", "a"});
  EXPECT_EQ(text.exit, 0);
  EXPECT_THAT(text.out, HasSubstr("The corvette sailed from Istanbul.\n"));
  EXPECT_EQ(exit_of({"--show", "nothing-of-this-name"}), 1);
}

TEST_F(Contract, KeepsUnknownKeysOutOfTheSearch) { EXPECT_THAT(found({"floor"}), IsEmpty()); }

TEST_F(Contract, TurnsANumberIntoAnId) { EXPECT_EQ(show("17")["id"], "17"); }

TEST_F(Contract, SaysWhatTheIndexHolds) {
  const Json stats = Json::parse(searcher({"--stats", "--format", "json"}).out);
  EXPECT_EQ(stats["articles"], 6);
  EXPECT_EQ(stats["undated"], 1);
  EXPECT_THAT(searcher({"--stats"}).out, HasSubstr("6 articles"));
}

TEST_F(Contract, OrdersFacetsByCountThenValueAndTimeByTime) {
  const Json facets = search_json({"--facets", "country,year,source", "*"})["facets"];
  std::vector<std::string> rows;
  for (const auto& [name, facet] : facets.items())
    for (const Json& row : facet)
      rows.push_back(name + " " + row["value"].get<std::string>() + " " +
                     std::to_string(row["count"].get<int>()));
  EXPECT_THAT(rows, ElementsAre("country TR 2", "country AZ 1", "country DE 1", "country PK 1",
                                "country UA 1", "year 2019 1", "year 2021 2", "year 2022 1", "year 2023 1",
                                "source army 2", "source navy 2", "source yard 2"));
  EXPECT_EQ(exit_of({"--facets", "colour", "*"}), 2);
}

TEST_F(Contract, ColoursOnlyWhereItIsAsked) {
  const auto has_colour = [](const Outcome& outcome) {
    return outcome.out.find('\033') != std::string::npos;
  };
  EXPECT_FALSE(has_colour(searcher({"istanbul"})));
  EXPECT_TRUE(has_colour(searcher({"--color", "always", "istanbul"})));
  EXPECT_FALSE(has_colour(searcher({"--color", "never", "istanbul"})));
  EXPECT_FALSE(has_colour(searcher({"--color", "always", "--format", "json", "istanbul"})));
  const Outcome no_color = run(PROGRAM_DIR "/searcher", {.arguments = {"--index", index_, "istanbul"},
                                                         .input = {},
                                                         .environment = {{"NO_COLOR", "1"}},
                                                         .folder = {}});
  EXPECT_FALSE(has_colour(no_color));
}

TEST_F(Contract, SaysByItsExitCodeWhatHappened) {
  EXPECT_EQ(exit_of({"corvette"}), 0);
  EXPECT_EQ(exit_of({"submarine"}), 1);
  EXPECT_EQ(exit_of({"\"never closed"}), 2);
  EXPECT_EQ(exit_of({}), 2);
  EXPECT_EQ(exit_of({"--no-such-option", "corvette"}), 2);
  EXPECT_EQ(exit_of({"--limit", "-1", "corvette"}), 2);
  EXPECT_EQ(exit_of({"--limit", "many", "corvette"}), 2);
  EXPECT_EQ(exit_of({"--format", "xml", "corvette"}), 2);
  EXPECT_EQ(exit_of({"--country", "Atlantis", "corvette"}), 2);
  EXPECT_EQ(exit_of({"--from", "2021-13", "corvette"}), 2);
  EXPECT_EQ(exit_of({"--from", "2022", "--to", "2021", "corvette"}), 2);
  EXPECT_EQ(exit_of({"--lang", "Klingon", "corvette"}), 2);
  EXPECT_EQ(exit_of({"--source", "nobody", "corvette"}), 1);
  EXPECT_EQ(exit_of({"--help"}), 0);
  EXPECT_EQ(exit_of({"--version"}), 0);
  EXPECT_EQ(run(PROGRAM_DIR "/searcher", {.arguments = {"--index", folder_.path() / "nowhere", "corvette"},
                                          .input = {},
                                          .environment = {},
                                          .folder = {}})
                .exit,
            4);
  EXPECT_EQ(
      run(PROGRAM_DIR "/searcher", {.arguments = {"corvette"}, .input = {}, .environment = {}, .folder = {}})
          .exit,
      2);
}

TEST_F(Contract, ReadsTheIndexFromTheEnvironment) {
  const Call call{
      .arguments = {"istanbul"}, .input = {}, .environment = {{"KARTOTEK_INDEX", index_}}, .folder = {}};
  EXPECT_EQ(run(PROGRAM_DIR "/searcher", call).exit, 0);
}

TEST_F(Contract, ListsEverythingNewestFirst) {
  EXPECT_THAT(found({"*"}), ElementsAre("17", "e", "a", "b", "c", "d"));
}

TEST_F(Contract, PutsTheCaretUnderTheRightCharacter) {
  const Outcome outcome = searcher({"Çeşmə Київ yazar:Ali"});
  EXPECT_EQ(outcome.exit, 2);
  const std::vector<std::string> lines = lines_of(outcome.err);
  ASSERT_EQ(lines.size(), 4U) << outcome.err;
  EXPECT_EQ(lines[1], "Çeşmə Київ yazar:Ali");
  EXPECT_EQ(lines[2], std::string(11, ' ') + "^");
  EXPECT_THAT(lines[3], Not(IsEmpty()));
  EXPECT_EQ(outcome.out, "");
}

TEST_F(Contract, CutsALongQueryAroundThePlace) {
  std::string query;
  for (int i = 0; i < 200; ++i) query += "Şuşa ";
  const Outcome outcome = searcher({query + "yazar:Ali " + query});
  const std::vector<std::string> lines = lines_of(outcome.err);
  ASSERT_GE(lines.size(), 3U);
  const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  EXPECT_LE(std::count_if(lines[1].begin(), lines[1].end(), is_start), 200);
  const std::size_t column = lines[2].find('^');
  std::size_t byte = 0;
  for (std::size_t count = 0; byte < lines[1].size(); ++byte)
    if (is_start(lines[1][byte]) && count++ == column) break;
  EXPECT_THAT(lines[1].substr(byte), StartsWith("yazar:Ali"));
}

TEST_F(Contract, GivesAQueryErrorAsJsonToo) {
  const Outcome outcome = searcher({"--format", "json", "Şuşa yazar:Ali"});
  EXPECT_EQ(outcome.exit, 2);
  const Json error = Json::parse(outcome.out, nullptr, false);
  ASSERT_FALSE(error.is_discarded()) << outcome.out;
  EXPECT_THAT(keys_of(error), ElementsAre("error"));
  EXPECT_THAT(keys_of(error["error"]), ElementsAre("code", "message", "at"));
  EXPECT_EQ(error["error"]["at"], 5);
  EXPECT_THAT(outcome.err, HasSubstr("\n     ^\n"));
}

TEST_F(Contract, ShowsTheQueryOfTheBatchThatIsRefused) {
  const Outcome outcome = searcher({"--queries", "-"}, "q1\tcorvette\nq2\tŞuşa yazar:Ali\n");
  EXPECT_EQ(outcome.exit, 2);
  EXPECT_THAT(outcome.err, HasSubstr("Şuşa yazar:Ali\n     ^\n"));
}

TEST_F(Contract, PagesThroughTheHits) {
  const std::vector<std::string> all = found({"corvette"});
  ASSERT_EQ(all.size(), 4U);
  const Json second = search_json({"--offset", "1", "--limit", "2", "corvette"});
  ASSERT_EQ(second["hits"].size(), 2U);
  EXPECT_EQ(second["hits"][0]["id"], all[1]);
  EXPECT_EQ(second["hits"][0]["rank"], 2);
  EXPECT_EQ(second["hits"][1]["id"], all[2]);
  EXPECT_EQ(search_json({"--offset", "3", "--limit", "0", "corvette"})["hits"].size(), 1U);
  EXPECT_EQ(search_json({"--offset", "99", "corvette"})["hits"].size(), 0U);
  EXPECT_EQ(exit_of({"--offset", "99", "corvette"}), 0);
}

TEST_F(Contract, HasNoCapOnTheLimit) {
  EXPECT_EQ(search_json({"--limit", "4000000000", "*"})["hits"].size(), 6U);
}

struct Dates {
  std::vector<std::string> options;
  std::vector<std::string> ids;
};

TEST_F(Contract, TakesBothEndsOfARangeOfDates) {
  const std::vector<Dates> rows{
      {{"--from", "2021-04-15", "--to", "2021-04-15"}, {"a", "b"}},
      {{"--from", "2021-04-16", "--to", "2021-04-16"}, {"b"}},
      {{"--from", "2021-04"}, {"17", "a", "b", "e"}},
      {{"--from", "2021-05"}, {"17", "e"}},
      {{"--to", "2021-04-14"}, {"b", "c"}},
      {{"--to", "2021-03"}, {"c"}},
      {{"--from", "2021", "--to", "2021"}, {"a", "b"}},
      {{"--from", "2019-06-01", "--to", "2019-06-30"}, {"c"}},
      {{"--to", "2022-01-31"}, {"a", "b", "c", "e"}},
      {{"--to", "2022-01-30"}, {"a", "b", "c"}},
      {{"--to", "2019", "--include-undated"}, {"c", "d"}},
  };
  for (const Dates& row : rows) {
    std::vector<std::string> arguments = row.options;
    arguments.emplace_back("*");
    EXPECT_THAT(found(arguments), testing::UnorderedElementsAreArray(row.ids))
        << testing::PrintToString(row.options);
  }
}

TEST_F(Contract, FiltersByCountryInAnyLanguageOrByCode) {
  for (const char* name : {"TR", "tr", "Türkiye", "turkey", "Турция", "Туреччина", "TUR"})
    EXPECT_THAT(found({"--country", name, "*"}), UnorderedElementsAre("a", "e")) << name;
  EXPECT_THAT(found({"--country", "AZ", "--country", "Pakistan", "*"}), UnorderedElementsAre("b", "c"));
  EXPECT_THAT(found({"--country", "PL", "*"}), IsEmpty());
  EXPECT_THAT(found({"--mentions", "PL", "*"}), ElementsAre("e"));
  EXPECT_THAT(found({"--mentions", "Almanya", "*"}), ElementsAre("d"));
}

TEST_F(Contract, FiltersBySourceAndLanguage) {
  EXPECT_THAT(found({"--source", "navy", "--source", "yard", "*"}), UnorderedElementsAre("a", "b", "c", "d"));
  EXPECT_EQ(found({"--lang", "en", "*"}).size(), 6U);
  EXPECT_THAT(found({"--lang", "tr", "*"}), IsEmpty());
}

TEST_F(Contract, SortsByDateWithTheUndatedLast) {
  EXPECT_THAT(found({"--sort", "newest", "corvette"}), ElementsAre("a", "b", "c", "d"));
  const std::vector<std::string> oldest = found({"--sort", "oldest", "corvette"});
  ASSERT_EQ(oldest.size(), 4U);
  EXPECT_EQ(oldest.front(), "c");
  EXPECT_EQ(oldest.back(), "d");
}

TEST_F(Contract, TakesAQueryThatBeginsWithAMinusAfterTwo) {
  EXPECT_THAT(found({"--", "-corvette"}), UnorderedElementsAre("e", "17"));
}

TEST_F(Contract, JoinsSeveralWordsToOneQuery) {
  EXPECT_EQ(search_json({"old", "corvette"})["query"]["text"], "old corvette");
}

TEST_F(Contract, SearchesSeveralIndexesAsOne) {
  const std::string other = (folder_.path() / "other").string();
  const std::string more =
      folder_.write("more.jsonl", R"({"id":"z","title":"Corvette","body":"Another corvette."})");
  ASSERT_EQ(run(PROGRAM_DIR "/indexer",
                {.arguments = {"--index", other, more}, .input = {}, .environment = {}, .folder = {}})
                .exit,
            0);
  EXPECT_EQ(search_json({"--index", other, "corvette"})["total"], 5);
}

}  // namespace
}  // namespace kartotek
