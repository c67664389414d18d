#include "searcher/query_field.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "searcher/parse_query.h"
#include "tests/searcher/query_rows.h"

namespace kartotek {
namespace {

TEST(QueryField, ReadsTextFields) {
  expect_understood({
      {"title:drone", "title:drone"},
      {"TITLE:drone Body:x", "title:drone body:x"},
      {"title:\"a b\"", "title:\"a b\""},
      {"title:=\"Kıl\"", "title:=\"Kıl\""},
      {"title:(a OR \"b c\")", "title:a OR title:\"b c\""},
      {"title:(a b) c", "(title:a title:b) c"},
      {"title:(+a -b)", "+title:a -title:b"},
      {"title:(a AND NOT bo*)", "title:a AND NOT title:bo*"},
      {"title:12:30", "title:12:30"},
      {"title:https://example.com", "title:https://example.com"},
      {"title:AND", "title:AND"},
      {"-title:b c", "-title:b c"},
      {"title:UAV(s)", "title:UAV(s)"},
  });
  EXPECT_EQ(parse_query("body:x"), (Query{.kind = Query::Kind::word, .field = Field::body, .text = "x"}));
}

TEST(QueryField, RefusesFieldsItDoesNotKnow) {
  expect_refused({{"foo:bar", "unknown_field", 0},
                  {"a Türkiye:Rusya", "unknown_field", 2},
                  {"titel:x", "unknown_field", 0},
                  {"foo:\"bar\"", "unknown_field", 0},
                  {"foo:(bar)", "unknown_field", 0},
                  {"-foo:bar", "unknown_field", 1},
                  {"title:foo:bar", "unknown_field", 6},
                  {"example.com:8080", "unknown_field", 0},
                  {"title:", "empty_field", 0},
                  {"a title: b", "empty_field", 2},
                  {"Source: Reuters", "empty_field", 0},
                  {"(title:)", "empty_field", 1},
                  {"title:--", "empty_field", 0},
                  {"country:", "empty_field", 0},
                  {"title:country:TR", "nested_field", 6},
                  {"title:(body:x)", "nested_field", 7},
                  {"title:(a OR (b title:c))", "nested_field", 15}});
  EXPECT_THAT(hint_of("titel:x"), ::testing::HasSubstr("did you mean title:"));
  EXPECT_THAT(hint_of("countries:TR"), ::testing::HasSubstr("did you mean country:"));
  EXPECT_THAT(hint_of("language:tr"), ::testing::HasSubstr("did you mean lang:"));
  EXPECT_THAT(hint_of("xyzzy:tr"),
              ::testing::HasSubstr("title: body: country: mention: date: source: lang: id:"));
}

TEST(QueryField, TakesNumbersAndAddressesWithColonsForWords) {
  for (const std::string word :
       {"12:30", "12:30-14:00", "1:0", "16:9", "٣:٤", "https://example.com/a?b=c&d=e#f", "HTTP://X.Y",
        "ftp://a/b", "mailto:a@b.example", "tel:+90", "svn+ssh://x", "https://example.com/T-14_(tank)",
        "https://x.example/?a=1&&b=2", ":x", "::a"})
    EXPECT_EQ(parse_query(word), (Query{.kind = Query::Kind::word, .text = word})) << word;
}

TEST(QueryField, ReadsCountries) {
  expect_understood({
      {"country:TR", "country:TR"},
      {"country:uk", "country:GB"},
      {"country:Türkiye", "country:TR"},
      {"country:\"South Korea\"", "country:KR"},
      {"mention:«South Korea»", "mention:KR"},
      {"country:(TR OR AZ)", "country:TR OR country:AZ"},
      {"country:(Turkey AND Azerbaijan)", "country:TR AND country:AZ"},
      {"country:(TR NOT AZ)", "+country:TR -country:AZ"},
      {"country:(\"South Korea\" OR GB)", "country:KR OR country:GB"},
  });
  expect_refused({{"country:Narnia", "unknown_country", 8},
                  {"a mention:\"Middle Earth\"", "unknown_country", 10},
                  {"country:(TR OR Narnia)", "unknown_country", 15},
                  {"country:South Korea", "unquoted_value", 14},
                  {"country:(TR AZ)", "missing_operator", 12},
                  {"country:TR*", "unknown_country", 8},
                  {"country:=\"TR\"", "misplaced_equals", 8},
                  {"country:[TR]", "unknown_syntax", 8},
                  {"country:()", "empty_brackets", 8}});
}

TEST(QueryField, RequiresFiltersAmongRankedWords) {
  expect_understood({
      {"drone country:TR", "drone +country:TR"},
      {"drone country:TR country:AZ", "drone +(country:TR OR country:AZ)"},
      {"country:TR drone country:(AZ OR GB)", "+(country:TR OR country:AZ OR country:GB) drone"},
      {"+country:TR +country:AZ", "+country:TR +country:AZ"},
      {"country:TR lang:en", "+country:TR +lang:en"},
      {"country:TR mention:AZ", "+country:TR +mention:AZ"},
      {"date:>=2020 date:<2022 x", "+date:>=2020 +date:<=2021 x"},
      {"drone -country:TR", "drone -country:TR"},
      {"drone OR country:TR", "drone OR country:TR"},
      {"drone AND country:TR", "drone AND country:TR"},
      {"drone (country:TR OR date:2021)", "drone +(country:TR OR date:2021)"},
      {"drone (country:TR OR strike)", "drone (country:TR OR strike)"},
  });
}

TEST(QueryField, ReadsLanguagesSourcesAndIds) {
  expect_understood({
      {"lang:tr", "lang:tr"},
      {"lang:EN", "lang:en"},
      {"lang:Azerbaijani", "lang:az"},
      {"lang:ukrainian", "lang:uk"},
      {"lang:(tr OR ka)", "lang:tr OR lang:ka"},
      {"source:Reuters", "source:Reuters"},
      {"source:\"Daily Sabah\"", "source:\"Daily Sabah\""},
      {"source:(a OR \"b c\")", "source:a OR source:\"b c\""},
      {"id:news/2021.jsonl:17", "id:\"news/2021.jsonl:17\""},
      {"id:path/text.txt#2", "id:path/text.txt#2"},
      {"id:archive.zip!/member.txt", "id:\"archive.zip!/member.txt\""},
      {"id:https://example.com/a", "id:\"https://example.com/a\""},
      {"id:\"a  \\\"b\\\" * ~\"", "id:\"a  \\\"b\\\" * ~\""},
      {"id:\"-\"", "id:-"},
      {"id:scan(1).txt", "id:\"scan(1).txt\""},
  });
  expect_refused({{"lang:xx", "unknown_language", 5},
                  {"lang:klingon", "unknown_language", 5},
                  {"source:Reu*", "bad_prefix", 10},
                  {"id:x~", "bad_prefix", 4},
                  {"id:\"\"", "empty_phrase", 3}});
}

TEST(QueryField, ReadsDates) {
  expect_understood({
      {"date:2021", "date:2021"},
      {"date:2021-04", "date:2021-04"},
      {"date:2021-04-15", "date:2021-04-15"},
      {"date:2021-04..2021-06", "date:2021-04..2021-06"},
      {"date:2021-04..2021", "date:2021-04..2021"},
      {"date:2021..2021", "date:2021"},
      {"date:2021..", "date:>=2021"},
      {"date:..2021-02", "date:<=2021-02"},
      {"date:>=2020", "date:>=2020"},
      {"date:>2020", "date:>=2021"},
      {"date:>2020-12", "date:>=2021-01"},
      {"date:>2020-02-28", "date:>=2020-02-29"},
      {"date:<=2020", "date:<=2020"},
      {"date:<2020-01", "date:<=2019-12"},
      {"date:<2020-03-01", "date:<=2020-02-29"},
      {"date:none", "date:none"},
      {"date:\"2021-04\"", "date:2021-04"},
      {"date:(2021 OR 2023)", "date:2021 OR date:2023"},
      {"date:2021.. 155 mm", "+date:>=2021 155 mm"},
      {"date:2021 -155", "+date:2021 -155"},
  });
  const Query range = parse_query("date:2021-04..2021-06");
  EXPECT_EQ(range.from, (Date{2021, 4, 0}));
  EXPECT_EQ(range.to, (Date{2021, 6, 0}));
}

TEST(QueryField, RefusesWhatIsNoDate) {
  expect_refused({{"date:2021-13", "invalid_date", 5},
                  {"date:2021-02-29", "invalid_date", 5},
                  {"date:15.04.2021", "invalid_date", 5},
                  {"date:2021-4", "invalid_date", 5},
                  {"date:21", "invalid_date", 5},
                  {"date:2021-04-15T10:00", "invalid_date", 5},
                  {"date:yesterday", "invalid_date", 5},
                  {"date:2021-04..2021-13", "invalid_date", 14},
                  {"date:0000..2021", "invalid_date", 5},
                  {"date:2021...2022", "invalid_date", 11},
                  {"date:..", "invalid_date", 5},
                  {"date:>=", "invalid_date", 7},
                  {"date:>= 2020", "invalid_date", 7},
                  {"date:=2020", "invalid_date", 5},
                  {"date:>9999", "invalid_date", 5},
                  {"date:<0001", "invalid_date", 5},
                  {"date:2021–2022", "invalid_date", 5},
                  {"date:2021 .. 2022", "invalid_date", 10},
                  {"date:2021.. 2022", "invalid_date", 12},
                  {"date:2021 ..2022", "invalid_date", 10},
                  {"date:2021 - 2022", "invalid_date", 10},
                  {"date:2021 – 2022", "invalid_date", 10},
                  {"date:[2020 TO 2021]", "unknown_syntax", 5},
                  {"date:2021-06..2021-04", "date_backwards", 5},
                  {"date:2021-04-02..2021-04-01", "date_backwards", 5},
                  {"a date:2022..2021-12", "date_backwards", 7}});
}

TEST(Query, KnowsTheDaysOfADate) {
  EXPECT_EQ(first_day({2021, 0, 0}), (Date{2021, 1, 1}));
  EXPECT_EQ(last_day({2021, 0, 0}), (Date{2021, 12, 31}));
  EXPECT_EQ(first_day({2021, 4, 0}), (Date{2021, 4, 1}));
  EXPECT_EQ(last_day({2021, 4, 0}), (Date{2021, 4, 30}));
  EXPECT_EQ(last_day({2020, 2, 0}), (Date{2020, 2, 29}));
  EXPECT_EQ(last_day({1900, 2, 0}), (Date{1900, 2, 28}));
  EXPECT_EQ(last_day({2021, 4, 15}), (Date{2021, 4, 15}));
  EXPECT_EQ(first_day({}), Date{});
  EXPECT_EQ(last_day({}), Date{});
}

}  // namespace
}  // namespace kartotek
