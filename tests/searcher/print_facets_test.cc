#include "searcher/print_facets.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "searcher/histogram.h"
#include "searcher/terminal_text.h"

namespace kartotek {
namespace {

Facet facet_of(FacetKind kind, const std::vector<std::pair<std::string, std::size_t>>& rows) {
  Facet facet{.kind = kind, .rows = {}};
  for (const auto& [value, count] : rows) facet.rows.push_back({value, value, count});
  return facet;
}

std::string drawn(const Facet& facet, std::size_t width) {
  std::ostringstream out;
  print_facet(facet, width, out);
  return out.str();
}

std::string rows_of(const Histogram& histogram) {
  std::string rows = std::string(to_string(histogram.step)) + ":";
  for (const HistogramRow& row : histogram.rows) rows += " " + row.label + "=" + std::to_string(row.count);
  return rows;
}

TEST(Histogram, ShowsMonthsWithoutArticles) {
  EXPECT_EQ(rows_of(histogram_of(facet_of(FacetKind::month, {{"2020-11", 3}, {"2021-02", 1}}), 40)),
            "month: 2020-11=3 2020-12=0 2021-01=0 2021-02=1");
}

TEST(Histogram, KnowsTheLengthOfMonths) {
  EXPECT_EQ(rows_of(histogram_of(facet_of(FacetKind::day, {{"2020-02-28", 1}, {"2020-03-01", 2}}), 40)),
            "day: 2020-02-28=1 2020-02-29=0 2020-03-01=2");
}

TEST(Histogram, PutsTogetherWhatIsTooLong) {
  const Facet facet =
      facet_of(FacetKind::month, {{"2019-12", 1}, {"2020-01", 2}, {"2020-03", 4}, {"2020-07", 8}});
  EXPECT_EQ(rows_of(histogram_of(facet, 4)), "quarter: 2019 Q4=1 2020 Q1=6 2020 Q2=0 2020 Q3=8");
  EXPECT_EQ(rows_of(histogram_of(facet, 3)), "year: 2019=1 2020=14");
  EXPECT_EQ(rows_of(histogram_of(facet, 1)), "decade: 2010s=1 2020s=14");
}

TEST(Histogram, NamesDatesThatAreNotKnownToTheStep) {
  const Facet facet =
      facet_of(FacetKind::day, {{"2020", 5}, {"2020-12", 7}, {"2020-12-31", 1}, {"2021-01-01", 2}});
  EXPECT_EQ(rows_of(histogram_of(facet, 40)), "day: 2020 only=5 2020-12 only=7 2020-12-31=1 2021-01-01=2");
  EXPECT_EQ(rows_of(histogram_of(facet, 3)), "month: 2020 only=5 2020-12=8 2021-01=2");
  EXPECT_EQ(rows_of(histogram_of(facet, 2)), "year: 2020=13 2021=2");
}

TEST(Histogram, LeavesEmptyDecadesOutWhereThereAreTooMany) {
  EXPECT_EQ(rows_of(histogram_of(facet_of(FacetKind::year, {{"0101", 1}, {"2021", 2}}), 40)),
            "decade: 0100s=1 2020s=2");
}

TEST(Histogram, LosesNoArticle) {
  Facet facet{.kind = FacetKind::day, .rows = {}};
  std::size_t articles = 0;
  for (int i = 0; i < 400; ++i) {
    const Date date{1990 + i % 37, i % 5 == 0 ? 0 : 1 + i % 12, i % 5 < 2 ? 0 : 1 + i % 28};
    facet.rows.push_back({to_string(date), "", static_cast<std::size_t>(i)});
    articles += static_cast<std::size_t>(i);
  }
  for (const std::size_t most : {1U, 4U, 40U, 200U, 100'000U}) {
    std::size_t counted = 0;
    for (const HistogramRow& row : histogram_of(facet, most).rows) counted += row.count;
    EXPECT_EQ(counted, articles) << most;
  }
}

TEST(PrintFacet, DrawsBarsInProportion) {
  EXPECT_EQ(drawn(facet_of(FacetKind::country, {{"Azerbaijan", 16}, {"Iran", 9}, {"Italy", 1}}), 24),
            "\ncountry\n"
            "  Azerbaijan 16 ████████\n"
            "        Iran  9 ████▌\n"
            "       Italy  1 ▌\n");
}

TEST(PrintFacet, SaysInWhatStepsItCounts) {
  const Facet facet = facet_of(FacetKind::month, {{"2001-01", 1}, {"2011-01", 1}});
  EXPECT_TRUE(drawn(facet, 80).starts_with("\nmonth, by year\n  2001 1 █")) << drawn(facet, 80);
  EXPECT_NE(drawn(facet, 80).find("\n  2002 0\n"), std::string::npos);
}

TEST(PrintFacet, SaysHowManyRowsAreMissing) {
  std::vector<std::pair<std::string, std::size_t>> rows;
  for (char c = 'a'; c <= 'o'; ++c) rows.emplace_back(std::string(1, c), 20);
  EXPECT_NE(drawn(facet_of(FacetKind::source, rows), 40).find("… and 3 more"), std::string::npos);
}

TEST(PrintFacet, FitsEveryTerminal) {
  const Facet facet = facet_of(FacetKind::source, {{"a source with quite a long name of its own", 1234567},
                                                   {"東京新聞とその他の長い名前の情報源です", 1000},
                                                   {"e\xCC\x81"
                                                    "clair",
                                                    1},
                                                   {"\033[31mred", 1}});
  for (std::size_t width = 20; width < 120; ++width) {
    std::istringstream lines(drawn(facet, width));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(columns_of(line), width) << line;
      EXPECT_EQ(line.find('\033'), std::string::npos);
    }
  }
}

TEST(PrintFacet, AlignsByWhatATerminalShows) {
  EXPECT_EQ(drawn(facet_of(FacetKind::source, {{"東京", 1}, {"abcde", 1}, {"e\xCC\x81t\xC3\xA9", 1}}), 20),
            "\nsource\n"
            "   東京 1 ██████████\n"
            "  abcde 1 ██████████\n"
            "    e\xCC\x81té 1 ██████████\n");
}

TEST(TerminalText, CountsColumns) {
  EXPECT_EQ(columns_of("Türkiye"), 7U);
  EXPECT_EQ(columns_of("Tu\xCC\x88rkiye"), 7U);  // u and a combining diaeresis
  EXPECT_EQ(columns_of("日本"), 4U);
  EXPECT_EQ(columns_of("🚁"), 2U);
  EXPECT_EQ(columns_of("a\xE2\x80\x8D\xEF\xBB\xBF"
                       "b"),
            2U);  // zero-width joiner, byte order mark
  EXPECT_EQ(columns_of("한"), 2U);
  EXPECT_EQ(columns_of("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), 2U);  // the same in parts
}

TEST(TerminalText, CutsBetweenCodePoints) {
  EXPECT_EQ(cut_to_columns("abcdef", 6), "abcdef");
  EXPECT_EQ(cut_to_columns("abcdefg", 6), "abcde…");
  EXPECT_EQ(cut_to_columns("日本語", 5), "日本…");
  EXPECT_EQ(cut_to_columns("日本語", 4), "日…");
}

}  // namespace
}  // namespace kartotek
