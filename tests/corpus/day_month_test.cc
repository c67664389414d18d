#include "corpus/day_month.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "corpus/dates.h"
#include "corpus/frequent_lines.h"

namespace kartotek {
namespace {

// "d" for a date with the day first, "m" with the month first, "e" for one that may be either.
std::string orders(const std::string& text) {
  const NumericDates found = numeric_dates(text);
  return std::string(found.day_first ? "d" : "") + (found.month_first ? "m" : "") + (found.either ? "e" : "");
}

Article dated(const std::string& date, const std::string& lang = "en") {
  Article article;
  article.given_date = date;
  article.lang = lang;
  return article;
}

// The order of a source whose articles have these dates.
DayMonth order_of(const std::vector<std::pair<std::string, int>>& dates) {
  LineSample sample;
  int number = 0;
  for (const auto& [date, count] : dates)
    for (int i = 0; i < count; ++i) sample.add(std::to_string(++number), dated(date));
  return LineSample::from_bytes(sample.serialise()).frequent().day_month();
}

std::string date_of(Article article, DayMonth habit) {
  find_date(article, habit);
  return to_string(article.date) + (article.warnings.empty() ? "" : " ambiguous");
}

TEST(DayMonth, IsReadOffNumericDates) {
  EXPECT_EQ(orders("15/04/2021"), "d");
  EXPECT_EQ(orders("on 4-15-2021."), "m");
  EXPECT_EQ(orders("03/04/2021 and 3/4/21"), "e");
  EXPECT_EQ(orders("15/04/2021, 04/15/2021, 03/04/2021"), "dme");
}

TEST(DayMonth, IsNotReadOffWhatShowsNone) {
  for (const char* text :
       {"", "/", "03/03/2021", "2021-04-15", "15.04.2021", "15/04/21", "115/04/2021", "15/04/20211",
        "15/04-2021", "32/04/2021", "15/00/2021", "Su-30/35/2021", "1/2", "24/7", "15/04/"})
    EXPECT_EQ(orders(text), "") << text;
}

TEST(DayMonth, IsTheHabitOfASourceWhereNearlyAllItsDatesHaveIt) {
  EXPECT_EQ(order_of({{"15/04/2021", 2}}), DayMonth::unknown);
  EXPECT_EQ(order_of({{"15/04/2021", 3}, {"03/04/2021", 90}}), DayMonth::day_first);
  EXPECT_EQ(order_of({{"04/15/2021", 3}}), DayMonth::month_first);
  EXPECT_EQ(order_of({{"15/04/2021", 20}, {"04/15/2021", 1}}), DayMonth::day_first);
  EXPECT_EQ(order_of({{"15/04/2021", 19}, {"04/15/2021", 1}}), DayMonth::unknown);
  EXPECT_EQ(order_of({{"2021-04-15", 50}, {"03/04/2021", 50}}), DayMonth::unknown);
}

TEST(DayMonth, IsTakenFromTheTextToo) {
  LineSample sample;
  for (const char* id : {"a", "b", "c"}) {
    Article article;
    article.text = std::string("Published: 25/04/2021\nBoat ") + id + " left.";
    sample.add(id, article);
  }
  EXPECT_EQ(sample.frequent().day_month(), DayMonth::day_first);
  EXPECT_EQ(FrequentLines::from_bytes(sample.frequent().serialise()).day_month(), DayMonth::day_first);
}

TEST(DayMonth, DecidesDatesThatMayBeEither) {
  EXPECT_EQ(date_of(dated("03/04/2021"), DayMonth::unknown), "2021 ambiguous");
  EXPECT_EQ(date_of(dated("03/04/2021"), DayMonth::day_first), "2021-04-03");
  EXPECT_EQ(date_of(dated("03/04/2021"), DayMonth::month_first), "2021-03-04");
  EXPECT_EQ(date_of(dated("03/04/21"), DayMonth::month_first), "2021-03-04");
  EXPECT_EQ(date_of(dated("15/04/2021"), DayMonth::month_first), "2021-04-15");
  EXPECT_EQ(date_of(dated("03.04.2021"), DayMonth::month_first), "2021-04-03");
  EXPECT_EQ(date_of(dated("03/04/2021", "tr"), DayMonth::unknown), "2021-04-03");
  EXPECT_EQ(date_of(dated("03/04/2021", "tr"), DayMonth::month_first), "2021-03-04");
  Article published;
  published.text = "Published: 03/04/2021\nThe navy took over a ship.";
  EXPECT_EQ(date_of(published, DayMonth::month_first), "2021-03-04");
}

TEST(DayMonth, ThatChangesIsOfConcernToArticlesWithSuchDatesAlone) {
  LineSample sample;
  for (const char* id : {"a", "b", "c"}) sample.add(id, dated("15/04/2021"));
  const FrequentLines changed = FrequentLines::changed({}, sample.frequent());
  EXPECT_TRUE(holds_any(dated("03/04/2021"), changed));
  EXPECT_FALSE(holds_any(dated("15/04/2021"), changed));
  EXPECT_FALSE(holds_any(dated("03.04.2021"), changed));
  Article titled;
  titled.title = "Drill on 03/04/2021";
  EXPECT_TRUE(holds_any(titled, changed));
}

}  // namespace
}  // namespace kartotek
