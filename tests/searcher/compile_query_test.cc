#include "searcher/compile_query.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/searcher/small_index.h"

namespace kartotek {
namespace {

// What each word weighs is told in ranking_test.cc; factors of 0 and of a phrase stay.
std::string without_weights(std::string query) {
  const std::string times = " * ";
  for (std::size_t end = query.find(times); end != std::string::npos; end = query.find(times, end)) {
    const std::size_t begin = query.find_last_of(" (", end - 1) + 1;
    const std::string factor = query.substr(begin, end - begin);
    if (factor == "0" || factor.starts_with("0.2000")) {
      end += times.size();
      continue;
    }
    query.erase(begin, end + times.size() - begin);
    end = begin;
  }
  return query;
}

// Words that expansion over the vocabulary needs to be there; the text is nobody's story.
const SmallIndex& vocabulary() {
  static const SmallIndex index(
      R"({"id":"1","title":"Turkey and Türkiye","date":"2021-04-15","body":"Turkey and Türkiye signed an agreement on agreements. Drones and a drone flew over Kyiv and Kiev. The U.S. told us so."}
{"id":"2","title":"Month","date":"2020-03","body":"Nothing else is in this article, which was dated to a month."}
{"id":"3","title":"Year","date":"2019","body":"Nothing else is in this article, which was dated to a year."})");
  return index;
}

std::string compiled(const std::string& query, bool exact = false) {
  Analyzer analyzer;
  const Xapian::Database database = vocabulary().database();
  const Collection collection(database);
  const std::string all = compile_query(parse_query(query), Scoring(collection, Ranking()), analyzer, exact)
                              .query.get_description();
  return without_weights(all);
}

TEST(CompileQuery, WidensAWordToItsStemAndOtherSpellings) {
  EXPECT_EQ(compiled("drones"), "Query((drones SYNONYM ZEdrone SYNONYM drone))");
  EXPECT_EQ(compiled("Türkiye"), "Query((turkiye SYNONYM ZEturkiy SYNONYM turkey))");
  EXPECT_EQ(compiled("Kiev"), "Query((kiev SYNONYM kyiv))");
}

TEST(CompileQuery, ExactWidensNothing) {
  EXPECT_EQ(compiled("drones", true), "Query(drones)");
  EXPECT_EQ(compiled("Türkiye", true), "Query(turkiye)");
}

TEST(CompileQuery, TakesWhatIsOnlyNegatedFromEveryArticle) {
  const std::string all_but = compiled("NOT month AND NOT year", true);
  EXPECT_NE(all_but.find("AND_NOT (month OR year)"), std::string::npos) << all_but;
  EXPECT_EQ(vocabulary().ids("NOT month AND NOT year"), "1");
  EXPECT_EQ(vocabulary().ids("article AND (NOT month AND NOT drone)"), "3");
}

TEST(CompileQuery, TakesASourceInAnyLetters) {
  EXPECT_EQ(compiled("source:BAKU-Wire"), "Query(0 * Hbaku-wire)");
}

TEST(CompileQuery, LooksForPhrasesInBodyAndTitleApart) {
  EXPECT_EQ(compiled("\"flew over\""),
            "Query((((flew AND over) FILTER PostingSource(phrase)) OR ((Sflew AND Sover) FILTER "
            "PostingSource(phrase))))");
  EXPECT_EQ(compiled("title:\"flew over\""), "Query(((Sflew AND Sover) FILTER PostingSource(phrase)))");
  EXPECT_EQ(compiled("body:\"flew over\""), "Query(((flew AND over) FILTER PostingSource(phrase)))");
}

TEST(CompileQuery, LetsVariantsStandInPhrases) {
  EXPECT_EQ(compiled("\"over Kiev\""),
            "Query((((over AND (kiev OR kyiv)) FILTER PostingSource(phrase)) OR ((Sover AND (Skiev OR "
            "Skyiv)) FILTER PostingSource(phrase))))");
}

// Xapian 1.4.22 reads freed memory where a query has several OP_MAX.
TEST(CompileQuery, TakesNamesOfOneThingAsOneWithoutMaximum) {
  for (const char* query :
       {"US and UK", "United States and United Kingdom", "Turkey Kyiv USA", "U.S. drones"})
    EXPECT_EQ(compiled(query).find(" MAX "), std::string::npos) << compiled(query);
  EXPECT_EQ(compiled("United States drone"),
            "Query((((united OR states) OR (u.s. AND_NOT (united AND states))) OR (drone SYNONYM ZEdrone)))");
}

TEST(CompileQuery, TakesWordsOfTwoFieldsForNoName) {
  EXPECT_NE(compiled("title:(United States)").find("Su.s."), std::string::npos);
  for (const char* query : {"title:United States", "United title:States", "body:United title:States"})
    EXPECT_EQ(compiled(query).find("u.s."), std::string::npos) << compiled(query);
}

TEST(CompileQuery, RanksByThePartsOfAWordThatIsAPhrase) {
  EXPECT_EQ(compiled("drone-agreements Kyiv", true),
            "Query(((0.2000000000000000111 * (((drone AND agreements) FILTER PostingSource(phrase)) OR "
            "((Sdrone AND Sagreements) FILTER PostingSource(phrase))) "
            "OR kyiv) AND_MAYBE (drone OR agreements)))");
}

TEST(CompileQuery, TellsTheCountryFromThePronoun) {
  EXPECT_EQ(compiled("US", true), "Query(u.s.)");
  EXPECT_EQ(compiled("U.S.", true), "Query(u.s.)");
  EXPECT_EQ(compiled("us", true), "Query(us)");
}

TEST(CompileQuery, LeavesStopWordsOutUnlessThereIsNothingElse) {
  EXPECT_EQ(compiled("the agreement of Kyiv", true), "Query((agreement OR kyiv))");
  EXPECT_EQ(compiled("over the", true), "Query((over OR the))");
}

TEST(CompileQuery, NarrowsByFiltersAndChoosesWithinOneField) {
  EXPECT_EQ(compiled("drone country:TR country:AZ lang:en", true),
            "Query((((0 * XCTR OR 0 * XCAZ) AND 0 * Len) AND drone))");
}

TEST(CompileQuery, KeepsMustMayAndMustNotApart) {
  EXPECT_EQ(compiled("+drone agreement -Kyiv", true), "Query(((drone AND_MAYBE agreement) AND_NOT kyiv))");
  EXPECT_EQ(compiled("-drone", true), "Query((0 * <alldocuments> AND_NOT drone))");
}

TEST(CompileQuery, SearchesADesignatorAsOneThing) {
  for (const char* query : {"S-400", "S400", "S 400"})
    EXPECT_EQ(compiled(query, true), "Query(s400)") << query;
  EXPECT_EQ(compiled("top 10 drone", true), "Query((top10 OR top OR 10 OR drone))");
}

TEST(CompileQuery, CoversADateRangeByTheLargestTermsThatFit) {
  const auto range = [](Date from, Date to) {
    return compile_date_range(from, to, vocabulary().database()).get_description();
  };
  EXPECT_EQ(range({2021}, {2021}), "Query(Y2021)");
  EXPECT_EQ(range({2021, 4}, {2021, 5}), "Query((M2021 OR M202104 OR M202105))");
  EXPECT_EQ(range({2021, 4, 29}, {2021, 5, 2}),
            "Query((M2021 OR D202104 OR D20210429 OR D20210430 OR D202105 OR D20210501 OR D20210502))");
  EXPECT_EQ(range({}, {}), "Query(XU)");
}

TEST(CompileQuery, RefusesAPrefixThatTooManyWordsHave) {
  std::string body;
  for (int i = 0; i < 2100; ++i) body += fmt::format(" zq{}x", i);
  const SmallIndex large(fmt::format(R"({{"id":"1","title":"Words","body":"{}"}})", body));
  Analyzer analyzer;
  const Xapian::Database database = large.database();
  try {
    compile_query(parse_query("drone zq*"), Scoring(Collection(database), Ranking()), analyzer, false);
    FAIL() << "no error";
  } catch (const QueryError& error) {
    EXPECT_EQ(error.code(), "too_many_words");
    EXPECT_EQ(error.at(), 6U);
  }
}

TEST(CompileQuery, RefusesAQueryWithoutAWord) {
  Analyzer analyzer;
  const Xapian::Database database = vocabulary().database();
  EXPECT_THROW(
      compile_query(parse_query("\"€ …\""), Scoring(Collection(database), Ranking()), analyzer, false),
      QueryError);
}

}  // namespace
}  // namespace kartotek
