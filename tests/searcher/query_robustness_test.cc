#include <gtest/gtest.h>

#include <ctime>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/unicode.h"
#include "searcher/parse_query.h"
#include "tests/searcher/query_rows.h"

namespace kartotek {
namespace {

TEST(ParseQuery, ReadsAnyBytes) {
  using namespace std::string_view_literals;
  EXPECT_EQ(to_string(parse_query("a\0b"sv)), "a b");
  EXPECT_EQ(to_string(parse_query("a\xFFz")), "a\uFFFDz");
  EXPECT_EQ(to_string(parse_query("co\u00ADoperation")), "cooperation");
  EXPECT_THROW(parse_query("\xFF\xFE"), QueryError);
  EXPECT_THROW(parse_query("\"\xE2\x80"), QueryError);
}

TEST(ParseQuery, BoundsWhatItTakes) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + 'a' + std::string(depth, ')');
  };
  EXPECT_EQ(to_string(parse_query(nested(64))), "a");
  expect_refused({{nested(65), "too_deep", 64}, {nested(4000), "too_deep", 64}});
  expect_refused({{std::string(9000, '('), "too_deep", 64}});

  std::string words;
  for (int i = 0; i < 500; ++i) words += "a ";
  EXPECT_EQ(parse_query(words).children.size(), 500U);
  expect_refused({{words + "b", "too_many_parts", 1000}});
  EXPECT_EQ(parse_query(std::string(10'000, 'a')).text.size(), 10'000U);
  expect_refused(
      {{std::string(10'001, 'a'), "too_long", 10'000}, {std::string(5'000'000, '"'), "too_long", 10'000}});
}

TEST(ParseQuery, TakesLinearTime) {
  const std::clock_t start = std::clock();
  for (const std::string_view piece :
       {"[",      "[ ",         "{ ", "- ",          "-",    "+,",     "a(",    "\"",           "\\",
        "title:", "date:2021 ", "a:", "a~",          "NOT ", "(",      "a OR ", "date:2021 . ", "\u200B",
        "12:",    "«",          "&",  "country:TR ", "a=",   "-\u200B"}) {
    std::string text;
    while (count_code_points(text) + piece.size() <= 10'000) text += piece;
    try {
      parse_query(text);
    } catch (const QueryError&) {
    }
  }
  EXPECT_LT(std::clock() - start, 10 * CLOCKS_PER_SEC);
}

// Queries as somebody might type them: well formed for the most part.
class RandomQueries {
 public:
  explicit RandomQueries(unsigned seed) : random_(seed) {}

  std::string items(int depth) {
    std::string out;
    for (unsigned count = 1 + below(4); count > 0; --count) out += item(depth) + (count > 1 ? " " : "");
    return out;
  }

  // Pieces in any order, which make sense only by chance.
  std::string pieces() {
    static const std::vector<std::string> all{
        "a",        "Əli",     " ",        " ",    "\"",        "(",      ")",    "AND ", " OR ", "NOT ",
        " NEAR/3 ", "title:",  "country:", "TR",   "date:",     "2021",   "..",   "-",    "+",    "*",
        "~",        "=",       ":",        "\\",   "[",         "]",      " TO ", "&",    "|",    "^",
        "!",        "«",       "„",        "12:3", "\xFF",      "\u200B", ",",    "id:",  ">=",   "lang:",
        "none",     "source:", "S-400",    "'",    "https://x", "\n"};
    std::string out;
    for (unsigned count = 1 + below(14); count > 0; --count) out += pick(all);
    return out;
  }

 private:
  unsigned below(unsigned limit) { return std::uniform_int_distribution<unsigned>(0, limit - 1)(random_); }
  const std::string& pick(const std::vector<std::string>& from) {
    return from[below(static_cast<unsigned>(from.size()))];
  }

  std::string item(int depth) {
    static const std::vector<std::string> operators{" AND ",     " OR ",     " NOT ",
                                                    " AND NOT ", " OR NOT ", " NEAR/7 "};
    const unsigned kind = below(8);
    if (kind == 0) return '+' + primary(depth);
    if (kind == 1) return '-' + primary(depth);
    if (kind == 2) return "NOT " + primary(depth);
    if (kind > 4) return primary(depth);
    std::string out = primary(depth);
    for (unsigned count = 1 + below(3); count > 0; --count) out += pick(operators) + primary(depth);
    return out;
  }

  std::string primary(int depth) {
    static const std::vector<std::string> texts{
        "drone",    "US",    "S-400",  "dron*",          "Umerow~",     "\"a b\"", "«T-14»",
        "=\"Kıl\"", "12:30", "UAV(s)", "\"\\\"\\\\ x\"", "Türkiye'nin", "a,b"};
    static const std::vector<std::string> filters{"country:TR",
                                                  "country:(GB OR AZ)",
                                                  "mention:\"South Korea\"",
                                                  "date:2021-04..2021-06",
                                                  "date:>2020",
                                                  "date:none",
                                                  "lang:tr",
                                                  "source:\"a b\"",
                                                  "id:x/y#2",
                                                  "*",
                                                  "source:(a OR b)",
                                                  "date:(2020 OR 2021)",
                                                  "country:(TR AND AZ)"};
    const unsigned kind = below(10);
    if (kind == 0 && depth > 0) return '(' + items(depth - 1) + ')';
    if (kind == 1) return "title:" + pick(texts);
    if (kind == 2) return "body:(" + pick(texts) + (below(2) == 0 ? " OR " : " ") + pick(texts) + ')';
    if (kind == 3) return "title:(" + pick(texts) + " NEAR/4 " + pick(texts) + ')';
    return kind < 6 ? pick(filters) : pick(texts);
  }

  std::mt19937 random_;
};

TEST(ParseQuery, UnderstandsItsOwnCanonicalText) {
  RandomQueries random(20240229);
  int understood = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string typed = i % 2 == 0 ? random.items(4) : random.pieces();
    SCOPED_TRACE(typed);
    Query query;
    try {
      query = parse_query(typed);
    } catch (const QueryError& error) {
      ASSERT_LE(error.at(), typed.size());
      continue;
    }
    ++understood;
    const std::string canonical = to_string(query);
    ASSERT_EQ(parse_query(canonical), query) << canonical;
    ASSERT_EQ(to_string(parse_query(canonical)), canonical);
  }
  EXPECT_GT(understood, 5'000);
}

}  // namespace
}  // namespace kartotek
