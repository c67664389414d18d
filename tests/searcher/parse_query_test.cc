#include "searcher/parse_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/searcher/query_rows.h"

namespace kartotek {
namespace {

TEST(ParseQuery, KeepsWordsAsTyped) {
  for (const std::string word : {"drone",
                                 "US",
                                 "us",
                                 "U.S.",
                                 "F-16",
                                 "S-400",
                                 "Türkiye'nin",
                                 "Erdoğan’ın",
                                 "18,000",
                                 "AN/TPY-2",
                                 "J.D.Vance",
                                 "#SAHA2024",
                                 "info@example.com",
                                 "AT&T",
                                 "C++",
                                 "a+b",
                                 "and",
                                 "or",
                                 "Not",
                                 "near",
                                 "AND/OR",
                                 "=word",
                                 "~500",
                                 "5~10",
                                 "2,5%",
                                 "€1.2bn",
                                 "Баку",
                                 "Əliyev",
                                 "東京",
                                 "R&D:",
                                 "[Updated]",
                                 "{x}",
                                 "a|b",
                                 "what?",
                                 "Stop!",
                                 "it's",
                                 "'quoted'",
                                 "–dash",
                                 "home~user",
                                 "NEARBY",
                                 "a=b"}) {
    SCOPED_TRACE(word);
    const Query query = parse_query(word);
    EXPECT_EQ(query, (Query{.kind = Query::Kind::word, .text = word}));
    EXPECT_EQ(to_string(query), word);
  }
}

TEST(ParseQuery, RanksWordsThatStandSideBySide) {
  expect_understood({
      {"drone strike", "drone strike"},
      {"  drone\tstrike\r\n", "drone strike"},
      {"155 mm howitzer", "155 mm howitzer"},
      {"drone\u00A0strike\u3000now", "drone strike now"},
      {"a (b c)", "a (b c)"},
      {"((a))", "a"},
      {"\"a\"\"b\"c", "\"a\" \"b\" c"},
  });
}

TEST(ParseQuery, PassesOverPunctuation) {
  expect_understood({
      {"Turkey - Russia", "Turkey Russia"},
      {"Turkey – Russia — talks", "Turkey Russia talks"},
      {"R & D", "R D"},
      {"News | Turkey", "News Turkey"},
      {"a , b ; c ... !", "a b c"},
      {"drone -- strike ->", "drone strike"},
      {"Turkey + Russia", "Turkey Russia"},
      {"a AND - b", "a AND b"},
      {"drone 🇹🇷", "drone"},
      {"Analysis: Turkey and Russia", "Analysis: Turkey and Russia"},
      {"(Analysis:)", "Analysis:"},
      {"[VIDEO] Baku", "[VIDEO] Baku"},
      {"\"a\"-b", "\"a\" b"},
      {"\"a\"--b", "\"a\" b"},
      {"(a)+b", "a b"},
  });
  expect_refused({{"", "no_words", 0},
                  {"   ", "no_words", 0},
                  {"-", "no_words", 0},
                  {"+", "no_words", 0},
                  {"& , —", "no_words", 0},
                  {"???", "no_words", 0}});
}

TEST(ParseQuery, ReadsSigns) {
  expect_understood({
      {"+must -not word", "+must -not word"},
      {"+a", "a"},
      {"-drone", "* -drone"},
      {"-a -b", "* -a -b"},
      {"-\"a b\" c", "-\"a b\" c"},
      {"+(a OR b) c", "+(a OR b) c"},
      {"-title:x a", "-title:x a"},
      {"-=\"Kıl\" a", "-=\"Kıl\" a"},
      {"-date:2021 a", "-date:2021 a"},
      {"a -S-400", "a -S-400"},
      {"a -b NEAR c", "a -(b NEAR/10 c)"},
      {"(+a -b) c", "(+a -b) c"},
      {"\u200B-\u200Ba b", "-a b"},
  });
  expect_refused({{"--a", "misplaced_sign", 0},
                  {"b +-a", "misplaced_sign", 2},
                  {"-+\"a\"", "misplaced_sign", 0},
                  {"+a AND b", "misplaced_sign", 0},
                  {"a AND +b", "misplaced_sign", 6},
                  {"a OR +b", "misplaced_sign", 5},
                  {"c +NOT a", "misplaced_sign", 2},
                  {"title:-a", "misplaced_sign", 6},
                  {"b body:+\"a\"", "misplaced_sign", 7},
                  {"-AND b", "dangling_operator", 0}});
}

TEST(ParseQuery, ReadsOperatorsInCapitals) {
  expect_understood({
      {"a AND b", "a AND b"},
      {"a OR b OR c", "a OR b OR c"},
      {"a AND b AND c", "a AND b AND c"},
      {"a OR b AND c", "a OR (b AND c)"},
      {"a AND b OR c", "(a AND b) OR c"},
      {"(a OR b) AND c", "(a OR b) AND c"},
      {"a AND b c", "(a AND b) c"},
      {"a b OR c", "a (b OR c)"},
      {"a and b or not c", "a and b or not c"},
      {"a AND(b OR c)", "a AND (b OR c)"},
      {"\"AND\"", "\"AND\""},
      {"a AN\u00ADD b", "a AND b"},
  });
}

TEST(ParseQuery, ReadsNotAsTakingAway) {
  expect_understood({
      {"NOT a", "* -a"},
      {"NOT(a)", "* -a"},
      {"a NOT b", "a -b"},
      {"NOT a b", "-a b"},
      {"a b NOT c", "a b -c"},
      {"a NOT b NOT c", "a -b -c"},
      {"+a NOT b", "+a -b"},
      {"a AND NOT b", "a AND NOT b"},
      {"a AND b NOT c", "a AND b AND NOT c"},
      {"a OR b NOT c", "a OR (b AND NOT c)"},
      {"a OR NOT b", "a OR NOT b"},
      {"NOT a AND NOT b", "NOT a AND NOT b"},
      {"a AND -b", "a AND NOT b"},
      {"-a AND b", "NOT a AND b"},
      {"a NOT (b OR c)", "a -(b OR c)"},
      {"a AND NOT (b OR c)", "a AND NOT (b OR c)"},
  });
  expect_refused({{"NOT NOT a", "double_negation", 4}, {"a NOT -b", "double_negation", 6}});
}

TEST(ParseQuery, RefusesOperatorsWithoutOperands) {
  expect_refused({{"a AND", "dangling_operator", 2},
                  {"OR b", "dangling_operator", 0},
                  {"NOT", "dangling_operator", 0},
                  {"AND", "dangling_operator", 0},
                  {"a AND OR b", "dangling_operator", 2},
                  {"a OR , b OR", "dangling_operator", 9},
                  {"(a AND) b", "dangling_operator", 3},
                  {"(AND)", "dangling_operator", 1},
                  {"a NEAR", "dangling_operator", 2},
                  {"NEAR/5 b", "dangling_operator", 0},
                  {"a NOT", "dangling_operator", 2}});
}

TEST(ParseQuery, ReadsNear) {
  expect_understood({
      {"a NEAR b", "a NEAR/10 b"},
      {"a NEAR/1 b", "a NEAR/1 b"},
      {"a NEAR/100 b", "a NEAR/100 b"},
      {"a NEAR/005 b", "a NEAR/5 b"},
      {"a NEAR/5 b NEAR/5 c", "a NEAR/5 b NEAR/5 c"},
      {"\"a b\" NEAR/5 c", "\"a b\" NEAR/5 c"},
      {"dron* NEAR strike~", "dron* NEAR/10 strike~"},
      {"(a OR \"b c\") NEAR/3 d", "(a OR \"b c\") NEAR/3 d"},
      {"a NEAR/5(b OR c)", "a NEAR/5 (b OR c)"},
      {"NOT a NEAR b", "* -(a NEAR/10 b)"},
      {"a NEAR b AND c", "(a NEAR/10 b) AND c"},
      {"title:(a NEAR/3 (b OR c))", "title:(a NEAR/3 (b OR c))"},
      {"x title:(a NEAR/3 b)", "x title:(a NEAR/3 b)"},
  });
  expect_refused({{"a NEAR/0 b", "bad_distance", 2},
                  {"a NEAR/101 b", "bad_distance", 2},
                  {"a NEAR/99999999999999999999 b", "bad_distance", 2},
                  {"a NEAR/ b", "bad_distance", 2},
                  {"a NEAR/x b", "bad_distance", 2},
                  {"a NEAR/-5 b", "bad_distance", 2},
                  {"a NEAR/5 b NEAR c", "bad_distance", 11},
                  {"title:a NEAR b", "bad_near", 0},
                  {"a NEAR country:TR", "bad_near", 7},
                  {"a NEAR (b OR body:c)", "bad_near", 13},
                  {"(a AND b) NEAR c", "bad_near", 1},
                  {"(a b) NEAR c", "bad_near", 1},
                  {"(a NEAR b) NEAR c", "bad_near", 1},
                  {"a NEAR *", "bad_near", 7},
                  {"a NEAR -b", "dangling_operator", 2}});
}

TEST(ParseQuery, ReadsEveryKindOfQuotes) {
  expect_understood({
      {"\"a phrase\"", "\"a phrase\""},
      {"“a phrase”", "\"a phrase\""},
      {"„a phrase“", "\"a phrase\""},
      {"«a phrase»", "\"a phrase\""},
      {"»a phrase«", "\"a phrase\""},
      {"‟a phrase”", "\"a phrase\""},
      {"“a phrase\"", "\"a phrase\""},
      {"\"word\"", "\"word\""},
      {"\"a AND (b: c\"", "\"a AND (b: c\""},
      {"\"S-400, ~5 km\"", "\"S-400, ~5 km\""},
      {R"("say \"hello\" \\ now")", R"("say \"hello\" \\ now")"},
      {R"("C:\dir")", R"("C:\\dir")"},
      {"=\"Kıl payı\"", "=\"Kıl payı\""},
      {"=«Kıl»", "=\"Kıl\""},
      {"'a b'", "'a b'"},
  });
  EXPECT_EQ(parse_query("\"word\"").kind, Query::Kind::phrase);
  EXPECT_EQ(parse_query("=\"Kıl\"").kind, Query::Kind::exact);
}

TEST(ParseQuery, RefusesQuotesThatHoldNoPhrase) {
  expect_refused({{"\"open", "unbalanced_quote", 0},
                  {"a \"b\" \"", "unbalanced_quote", 6},
                  {"5\" gun", "unbalanced_quote", 1},
                  {"=\"open", "unbalanced_quote", 1},
                  {"\"open\\\"", "unbalanced_quote", 0},
                  {"\"\"", "empty_phrase", 0},
                  {"a \"...\"", "empty_phrase", 2},
                  {"=\"\"", "empty_phrase", 0},
                  {"title:\"\"", "empty_phrase", 6},
                  {"«a „b“ c»", "nested_quote", 3},
                  {"\"dron* strike\"", "prefix_in_phrase", 5},
                  {"\"a * b\"", "prefix_in_phrase", 3},
                  {"\"Umerow~ said\"", "prefix_in_phrase", 7},
                  {"=\"dron*\"", "prefix_in_phrase", 6},
                  {"\"a b\"~5", "bad_fuzzy", 5},
                  {"\"a b\"*", "bad_prefix", 5},
                  {"\"a b\"^2", "unknown_syntax", 5},
                  {"x=\"y\"", "misplaced_equals", 1},
                  {"==\"y\"", "misplaced_equals", 1}});
}

TEST(ParseQuery, ReadsPrefixesAndSimilarWords) {
  expect_understood({
      {"dron*", "dron*"},
      {"F-1*", "F-1*"},
      {"Türk*", "Türk*"},
      {"title:dron*", "title:dron*"},
      {"Umerow~", "Umerow~"},
      {"body:Umerow~", "body:Umerow~"},
      {"AND*", "AND*"},
  });
  EXPECT_EQ(parse_query("dron*"), (Query{.kind = Query::Kind::prefix, .text = "dron"}));
  EXPECT_EQ(parse_query("Umerow~"), (Query{.kind = Query::Kind::fuzzy, .text = "Umerow"}));
  expect_refused({{"d*", "bad_prefix", 1},
                  {"*dron", "bad_prefix", 0},
                  {"dr*n", "bad_prefix", 2},
                  {"M*A*S*H", "bad_prefix", 1},
                  {"dron**", "bad_prefix", 4},
                  {"**", "bad_prefix", 0},
                  {"dron-*", "bad_prefix", 5},
                  {"dron*~", "bad_prefix", 4},
                  {"title:*", "bad_prefix", 6},
                  {"word~2", "bad_fuzzy", 4},
                  {"word~0.8", "bad_fuzzy", 4},
                  {"word~~", "bad_fuzzy", 5},
                  {"(a b)~", "bad_fuzzy", 5},
                  {"(a)*", "bad_prefix", 3}});
}

TEST(ParseQuery, ReadsEveryArticle) {
  expect_understood({
      {"*", "*"},
      {"+*", "*"},
      {"* country:TR", "country:TR"},
      {"* date:2021 country:TR", "+date:2021 +country:TR"},
      {"* drone country:TR", "* drone +country:TR"},
      {"* +drone", "drone"},
      {"* drone", "* drone"},
      {"* -drone", "* -drone"},
      {"* AND drone", "* AND drone"},
  });
}

TEST(ParseQuery, RefusesOperatorsOfOtherEngines) {
  expect_refused({{"a && b", "unknown_syntax", 2},
                  {"a&&b", "unknown_syntax", 1},
                  {"a || b", "unknown_syntax", 2},
                  {"a !b", "unknown_syntax", 2},
                  {"!\"b\"", "unknown_syntax", 0},
                  {"!(b)", "unknown_syntax", 0},
                  {"word^2", "unknown_syntax", 4},
                  {"a ^", "unknown_syntax", 2},
                  {"(a b)^2", "unknown_syntax", 5},
                  {"[2020 TO 2021]", "unknown_syntax", 0},
                  {"a {x TO y]", "unknown_syntax", 2},
                  {"title:[a TO b]", "unknown_syntax", 0},
                  {"a AND [x TO y]", "unknown_syntax", 6}});
  EXPECT_THAT(hint_of("a && b"), ::testing::HasSubstr("AND"));
  EXPECT_THAT(hint_of("a || b"), ::testing::HasSubstr("OR"));
  EXPECT_THAT(hint_of("!a"), ::testing::HasSubstr("NOT"));
}

TEST(ParseQuery, ReadsBracketsInsideWordsAsPartOfThem) {
  expect_understood({
      {"Article 9(10)", "Article 9(10)"},
      {"UAV(s) T-14_(tank)", "UAV(s) T-14_(tank)"},
      {"(UAV(s) OR b) c", "(UAV(s) OR b) c"},
      {"drone(a b)", "drone (a b)"},
      {"drone (TR)", "drone TR"},
      {"(a)(b)", "a b"},
  });
  expect_refused({{"(a", "unbalanced_bracket", 0},
                  {"a)", "unbalanced_bracket", 1},
                  {") a", "unbalanced_bracket", 0},
                  {"(a (b)", "unbalanced_bracket", 0},
                  {"a (", "unbalanced_bracket", 2},
                  {"title:(", "unbalanced_bracket", 6},
                  {"()", "empty_brackets", 0},
                  {"a ( , )", "empty_brackets", 2},
                  {"a()", "empty_brackets", 1}});
}

TEST(ParseQuery, PlacesErrorsInCodePoints) {
  expect_refused({{"Əliyev 🇹🇷 foo:bar", "unknown_field", 10},
                  {"\uFEFFİlham \"", "unbalanced_quote", 7},
                  {"Türkiye country:Narniya", "unknown_country", 16}});
}

TEST(ParseQuery, RemembersWherePartsBegin) {
  const Query query = parse_query("Əli title:(b \"c\") -d");
  ASSERT_EQ(query.children.size(), 3U);
  EXPECT_EQ(query.children[0].at, 0U);
  EXPECT_EQ(query.children[1].at, 4U);
  EXPECT_EQ(query.children[1].children[1].at, 13U);
  EXPECT_EQ(query.children[2].at, 19U);
}

}  // namespace
}  // namespace kartotek
