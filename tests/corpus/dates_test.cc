#include "corpus/dates.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <ctime>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "corpus/calendar.h"
#include "corpus/date_field.h"
#include "corpus/date_text.h"

namespace kartotek {
namespace {

struct Row {
  std::string kind;
  std::string lang;
  std::string input;
  std::string expected;
};

std::string with_line_breaks(std::string text) {
  for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at))
    text.replace(at, 2, "\n");
  return text;
}

std::vector<Row> rows_of(const std::string& kind) {
  std::ifstream file(PROJECT_DIR "/tests/corpus/date_rows.tsv");
  std::vector<Row> rows;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(kind + '\t')) continue;
    const std::size_t lang = line.find('\t') + 1;
    const std::size_t input = line.find('\t', lang) + 1;
    const std::size_t expected = line.find('\t', input) + 1;
    rows.push_back({kind, line.substr(lang, input - lang - 1),
                    with_line_breaks(line.substr(input, expected - input - 1)), line.substr(expected)});
  }
  return rows;
}

// "2021-04-15 dateline weekday": the date, its source (but where the row's kind says it), what was warned of.
std::string outcome(const Article& article, bool with_source) {
  std::string words = article.date.known() ? to_string(article.date) : "none";
  if (with_source && article.date.known()) words += ' ' + std::string(to_string(article.date_source));
  for (const std::string& warning : article.warnings) {
    if (warning.find("ambiguous") != std::string::npos) words += " ambiguous";
    if (warning.find("weekday") != std::string::npos) words += " weekday";
    if (warning.find("is not a date") != std::string::npos) words += " warned";
  }
  return words;
}

Article found(Article article) {
  find_date(article);
  return article;
}

Article story(std::string text, std::string lang = "en") {
  Article article;
  article.text = std::move(text);
  article.lang = std::move(lang);
  return article;
}

TEST(Dates, ReadsTheFieldOfARecord) {
  const std::vector<Row> rows = rows_of("field");
  ASSERT_GT(rows.size(), 100U);
  for (const Row& row : rows) {
    Article article;
    article.lang = row.lang;
    article.given_date = row.input;
    article = found(article);
    EXPECT_EQ(outcome(article, false), row.expected == "none" ? "none warned" : row.expected) << row.input;
    EXPECT_EQ(article.date_source, row.expected == "none" ? DateSource::none : DateSource::field)
        << row.input;
  }
}

TEST(Dates, TakeTwoDigitsForTheYearThatHasBeenOrBeginsNext) {
  const int now = today().year;
  for (const int year : {now - 98, now - 1, now, now + 1}) {
    Article article;
    article.given_date = fmt::format("15.04.{:02}", year % 100);
    EXPECT_EQ(found(article).date, (Date{year, 4, 15})) << article.given_date;
  }
}

TEST(Dates, ReadsTheAddress) {
  const std::vector<Row> rows = rows_of("url");
  ASSERT_GT(rows.size(), 40U);
  for (const Row& row : rows) {
    Article article;
    article.url = row.input;
    article = found(article);
    EXPECT_EQ(article.date.known() ? to_string(article.date) : "none", row.expected) << row.input;
    EXPECT_EQ(article.date_source, row.expected == "none" ? DateSource::none : DateSource::url) << row.input;
  }
}

TEST(Dates, ReadsTheText) {
  const std::vector<Row> rows = rows_of("text");
  ASSERT_GT(rows.size(), 120U);
  for (const Row& row : rows)
    EXPECT_EQ(outcome(found(story(row.input, row.lang)), true), row.expected) << row.input;
}

TEST(Dates, ReadsTheTitle) {
  const std::vector<Row> rows = rows_of("title");
  ASSERT_GE(rows.size(), 20U);
  for (const Row& row : rows) {
    Article article;
    article.title = row.input;
    article.lang = row.lang;
    EXPECT_EQ(outcome(found(article), true), row.expected) << row.input;
  }
}

TEST(Dates, KeepsWhatTheReaderKnew) {
  Article article = story("Published: 16 October 2020\nA ship left.");
  article.date = {2021, 4, 15};
  article.date_source = DateSource::header;
  article = found(article);
  EXPECT_EQ(to_string(article.date), "2021-04-15");
  EXPECT_EQ(article.date_source, DateSource::header);
  EXPECT_EQ(article.evidence, std::vector<std::string>{"date 2021-04-15: header"});
}

TEST(Dates, LetsTheReaderNameTheSourceOfAFieldItDidNotParse) {
  Article article;
  article.given_date = "Thu, 15 Apr 2021 14:30:00 GMT";
  article.date_source = DateSource::meta;
  article = found(article);
  EXPECT_EQ(to_string(article.date), "2021-04-15");
  EXPECT_EQ(article.date_source, DateSource::meta);
}

TEST(Dates, GoesOnBehindAFieldThatIsNoDate) {
  Article article = story("ANKARA, April 15, 2021 (Agency) - A ship left.");
  article.given_date = "2021-13-45";
  article = found(article);
  EXPECT_EQ(article.date_source, DateSource::dateline);
  EXPECT_EQ(article.warnings, std::vector<std::string>{"date 2021-13-45 is not a date"});
}

TEST(Dates, PrefersFieldThenAddressThenDatelineThenPublishedLine) {
  Article article = story("Published: 4 May 2021\nANKARA, May 3, 2021 (Agency) - A ship left.");
  EXPECT_EQ(outcome(found(article), true), "2021-05-03 dateline");
  article.url = "https://example.com/2021/05/02/ship";
  EXPECT_EQ(outcome(found(article), true), "2021-05-02 url");
  article.given_date = "2021-05-01";
  EXPECT_EQ(outcome(found(article), true), "2021-05-01 field");
}

TEST(Dates, MakesTheMonthOfAnAddressMorePrecise) {
  Article article = story("ANKARA, April 15 (Agency) - A ship left.");
  article.url = "https://example.com/2021/04/ship";
  EXPECT_EQ(outcome(found(article), true), "2021-04-15 dateline");
  article.text = "Published: 14 April 2021\nA ship left.";
  EXPECT_EQ(outcome(found(article), true), "2021-04-14 published");
  article.text = "Published: 14 May 2021\nA ship left.";
  EXPECT_EQ(outcome(found(article), true), "2021-04 url");
  article.text = "ANKARA, February 29 (Agency) - A ship left.";
  article.url = "https://example.com/2021/02/ship";
  EXPECT_EQ(outcome(found(article), true), "2021-02 url") << "that year had no such day";
}

TEST(Dates, GiveADatelineTheYearOfAPublishedLineWithinAWeek) {
  const std::string dateline = "\nANKARA, April 8 (Agency) - A ship left.";
  EXPECT_EQ(outcome(found(story("Published: 15 April 2021" + dateline)), true), "2021-04-08 dateline");
  EXPECT_EQ(outcome(found(story("Published: 16 April 2021" + dateline)), true), "2021-04-16 published");
}

TEST(Dates, InferNothingThatALaterDateFarBelowContradicts) {
  std::string text;
  while (text.size() < 6000) text += "The yard has many docks and some of them are new.\n";
  Article article = story(text);
  article.title = "Frigate launched, 3 March 2019";
  EXPECT_EQ(outcome(found(article), true), "2019-03-03 inferred");
  article.text += "The third will follow in May 2024.";
  EXPECT_EQ(outcome(found(article), true), "none");
}

TEST(Dates, LooksForADatelineInTheBodyOnly) {
  Article article =
      story("OSLO, May 1, 2020 (Agency) - Another story.\nANKARA, April 15, 2021 (Agency) - A ship left.");
  article.body = {{article.text.find("ANKARA"), article.text.size()}};
  EXPECT_EQ(outcome(found(article), true), "2021-04-15 dateline");
}

TEST(Dates, InfersNothingFromBoilerplateAroundTheBody) {
  const std::string notice =
      "On March 3, 2019, we changed how this site uses cookies, and by reading on you agree to "
      "the new terms that our lawyers have written for you.\n";
  Article article = story(notice + "A ship left the yard for its first trials at sea.");
  article.body = {{notice.size(), article.text.size()}};
  EXPECT_EQ(outcome(found(article), true), "none");
}

TEST(Dates, TakesNoSentenceWithAShortTitleInItForTheTitle) {
  Article article = story("15.04.2021 14:30\nFrigate launched in the old harbour on the Clyde.");
  article.title = "Frigate";
  EXPECT_EQ(to_string(found(article).date), "2021-04-15");
}

TEST(Dates, ReadsLinesThatEndInAnyWay) {
  for (const std::string end : {"\n", "\r\n", "\r", "\u2028", "\u0085"})
    EXPECT_EQ(outcome(found(story("A fleet returns" + end + "15 April 2021" + end + "It came home.")), true),
              "2021-04-15 published");
}

TEST(Dates, FindsTheDateBelowATitleOfTwoLines) {
  Article article = story(
      "A ship left the yard\nafter the meeting of ministers\n16 Oct. 2020 - | Press release (2020)113 |\nIt "
      "is new.");
  article.title = "A ship left the yard";
  EXPECT_EQ(outcome(found(article), true), "none");
  article.text.insert(article.text.rfind('|') + 1, " Last updated: 18 Oct. 2020");
  EXPECT_EQ(outcome(found(article), true), "2020-10-16 published");
}

TEST(Dates, IgnoresTodaysDateAboveTheTitle) {
  Article article =
      story("Sunday, May 24, 2026\nA ship left the yard\nOctober 16, 2020\nIt is the second of its class.");
  article.title = "A ship left the yard";
  EXPECT_EQ(outcome(found(article), true), "2020-10-16 published");
}

TEST(Dates, TakesTheDateAboveTheTitleForWantOfAnother) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"March 3, 2024\n", "2024-03-03 inferred"},
      {"14 Ramadan 1445 / 24 March 2024\n", "2024-03-24 inferred"},
      {"10:15 03.03.2024\n", "2024-03-03 inferred"},
      {"Anadolu Agency\nMarch 3, 2024\n", "2024-03-03 inferred"},
      {"BAKU\nSunday, March 3, 2024\n", "2024-03-03 published"},
      {"By Jane Roe\nMarch 3, 2024\n", "2024-03-03 published"},
      {"Jane Roe, Defence Correspondent\nSunday 3 March 2024 14.02 GMT\n", "2024-03-03 published"},
      {"Week of March 3-9, 2024\n", "2024-03 published"},
      {"Sunday, March 3, 2024\n", "none"},  // on many pages, the day they were looked at
      {"Home\nMarch 3, 2024\n", "none"},
      {"March 3, 2024\nHome\n", "none"},
      {"March 3, 2024\nPolitics\n", "2024-03-03 inferred"},
      {"Politics Materials 3 March 2024 23:58 (UTC +04:00)\n", "2024-03-03 inferred"},
      {"Politics Materials 3 March 2024\n", "none"},
      {"March 3, 2024, 9:31 PM\nNews ID 197123\nPolitics >\n", "2024-03-03 inferred"},
      {"Ministry of National Defence\nMarch 3, 2024\n", "2024-03-03 inferred"},
      {"AzVision.az\nDünya 23:58 3 mart 2024\n", "2024-03-03 inferred"},
      {"23:58, 3 марта 2024 Мир\n", "2024-03-03 inferred"},
      {"РБК\nПолитика, 3 мар 2024, 23:58 0\n", "2024-03-03 inferred"},
      {"Oxu.az\nSiyasət\n3 mart 2024 23:59\n", "2024-03-03 inferred"},
      {"Home\nPolitics\nMarch 3, 2024\n", "none"},
      {"Home\nPolitics\nSports\nMarch 3, 2024\n", "none"},
      {"Home\nBAKU\nMarch 3, 2024\n", "none"},
  };
  for (const auto& [above, expected] : rows) {
    Article article = story(above + "A ship left the yard\nIt is the second of its class.");
    article.title = "A ship left the yard";
    EXPECT_EQ(outcome(found(article), true), expected) << above;
    article.text += "\nThe third will follow in May 2024.";
    const std::string later = expected.ends_with("inferred") ? "none" : expected;
    EXPECT_EQ(outcome(found(article), true), later) << above;
  }
}

TEST(Dates, EndsAListOfOtherStoriesAtTheTitle) {
  Article article =
      story("Most read\nA crane fell, 1 May 2024\nA ship left the yard\n3 March 2024\nIt is new.");
  article.title = "A ship left the yard";
  EXPECT_EQ(outcome(found(article), true), "2024-03-03 published");
}

TEST(Dates, KeepsTheDateOfAnotherOutletApart) {
  Article article =
      story("A ship left.\n(This essay originally appeared in the Harbour Journal on March 2.)");
  article = found(article);
  EXPECT_FALSE(article.date.known());
  ASSERT_EQ(article.evidence.size(), 1U);
  EXPECT_EQ(article.evidence[0],
            "date of another outlet, not taken: \"originally appeared in the Harbour Journal on March 2\"");
}

TEST(Dates, SaysWhatADateWasFoundIn) {
  const Article article = found(story("BAKU, Azerbaijan, April 15, 2021 (Agency) - Guards held a drill."));
  EXPECT_EQ(article.evidence,
            std::vector<std::string>{"date 2021-04-15: dateline \"BAKU, Azerbaijan, April 15, 2021\""});
}

TEST(Dates, LooksAtTheHeadAndTheEndOfALongTextOnly) {
  const std::string filling(200000, 'x');
  EXPECT_EQ(outcome(found(story(filling + "\nPublished: 16 October 2020\n" + filling)), true), "none");
  EXPECT_EQ(outcome(found(story(filling + "\nPublished: 16 October 2020")), true), "2020-10-16 published");
}

TEST(Dates, StaysFastOnHugeAndOddTexts) {
  std::string digits;
  while (digits.size() < 50'000'000) digits += "15.04.2021-On May 5, 2021, \xC4\xB0\xCC\x87 Published: Apr ";
  const std::clock_t start = std::clock();
  Article article = story(digits);
  article.given_date = digits;
  article.url = "https://example.com/" + digits;
  article.title = digits.substr(0, 10000);
  find_date(article);
  EXPECT_LT(std::clock() - start, 10 * CLOCKS_PER_SEC);
}

TEST(DateText, FindsAllDatesOfAText) {
  const auto tokens = date_tokens(
      "Signed on 16 October 2020, in force since 01.02.2021; 5-7 May 2021 is a fair; F-16 May fly.");
  std::vector<std::string> dates;
  for (const WrittenDate& written : read_dates(tokens, "en")) dates.push_back(to_string(written.date));
  EXPECT_EQ(dates, (std::vector<std::string>{"2020-10-16", "2021-02-01"}));
}

TEST(DateText, LeavesOutTheYearThatIsNotThere) {
  const auto tokens = date_tokens("October 16 (Agency)");
  const auto written = read_date(tokens, 0, "en");
  ASSERT_TRUE(written);
  EXPECT_EQ(written->date, (Date{0, 10, 16}));
  EXPECT_EQ(written->end, 2U);
  const auto counted = read_date(date_tokens("May 15,20 sailors left"), 0, "en");
  ASSERT_TRUE(counted) << "thousands have three digits behind the comma";
  EXPECT_EQ(counted->date, (Date{0, 5, 15}));
}

TEST(DateText, TellsRangesNumbersAndNamesFromDates) {
  for (const char* text :
       {"15-17 April 2021", "15 – 17 April 2021", "April 15-17, 2021", "13th - 17th February 2023",
        "1.15.04.2021", "2021-04-15-17", "F-16 May 2021", "May 15,000 troops", "May 1.5 million"})
    EXPECT_TRUE(read_dates(date_tokens(text), "en").empty()) << text;
}

TEST(Calendar, KnowsItsDays) {
  EXPECT_TRUE(exists({2020, 2, 29}));
  EXPECT_FALSE(exists({2021, 2, 29}));
  EXPECT_TRUE(exists({0, 2, 29})) << "the year may still turn out to be one";
  EXPECT_TRUE(exists({2021, 4, 0}));
  EXPECT_FALSE(exists({2021, 13, 0}));
  EXPECT_EQ(weekday_of({2021, 4, 15}), 4);
  EXPECT_EQ(days_between({2020, 12, 31}, {2021, 1, 2}), 2);
}

}  // namespace
}  // namespace kartotek
