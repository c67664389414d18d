#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/shared_data.h"

// No piece of text that stands in more than a fiftieth of a source's articles is shown in a snippet, whatever
// is asked. A piece is a line, or what stands between the ends of sentences: some sources have no lines.

namespace kartotek {
namespace {

// With each run of white space as one blank, none at the ends.
std::string one_line(const std::string& text) {
  std::istringstream in(text);
  std::string line;
  for (std::string word; in >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

// The pieces of two words and more.
std::set<std::string> pieces_of(const std::string& text) {
  std::set<std::string> pieces;
  const auto add = [&pieces](const std::string& piece) {
    const std::string line = one_line(piece);
    const bool has_letter =
        std::any_of(line.begin(), line.end(), [](unsigned char c) { return std::isalpha(c) != 0; });
    if (has_letter && line.find(' ') != std::string::npos) pieces.insert(line);
  };
  for (const std::string& line : lines_of(text)) {
    add(line);
    std::size_t begin = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const bool ends = (line[i] == '.' || line[i] == '!' || line[i] == '?') && line[i + 1] == ' ';
      if (!ends) continue;
      add(line.substr(begin, i + 1 - begin));
      begin = i + 1;
    }
    add(line.substr(begin));
  }
  return pieces;
}

std::set<std::string> frequent_pieces(const std::vector<Json>& articles) {
  std::map<std::string, std::map<std::string, std::size_t>> counts;
  std::map<std::string, std::size_t> sizes;
  for (const Json& article : articles) {
    const std::string source = article["source"];
    ++sizes[source];
    for (const std::string& piece : pieces_of(article["body"])) ++counts[source][piece];
  }
  std::set<std::string> frequent;
  for (const auto& [source, pieces] : counts)
    for (const auto& [piece, count] : pieces)
      if (50 * count > sizes[source]) frequent.insert(piece);
  return frequent;
}

bool is_plain(const std::string& word) {
  return word.size() > 3 && std::all_of(word.begin(), word.end(), [](unsigned char c) {
           return (c > 127 && c != 0xE2) || std::isalpha(c) != 0;
         });
}

// 200 queries: half of them words of any articles, half the words of what must not be shown.
std::string queries_for(const std::vector<Json>& articles, const std::set<std::string>& frequent) {
  std::vector<std::string> furniture;
  for (const std::string& piece : frequent) {
    std::istringstream in(piece);
    for (std::string word; in >> word;)
      if (is_plain(word)) furniture.push_back(word);
  }
  Dice dice;
  std::string queries;
  for (int i = 0; i < 200; ++i) {
    std::string query;
    while (query.empty()) {
      std::istringstream in(articles[dice.below(articles.size())]["body"].get<std::string>().substr(0, 2000));
      std::vector<std::string> words;
      for (std::string word; in >> word;)
        if (is_plain(word)) words.push_back(word);
      if (words.size() > 1)
        query = words[dice.below(words.size())] + " OR " + words[dice.below(words.size())];
    }
    if (i % 2 == 1 && !furniture.empty()) query += " OR " + furniture[dice.below(furniture.size())];
    queries += std::to_string(i) + "\t" + query + "\n";
  }
  return queries;
}

class Boilerplate : public ProgramTest, public testing::WithParamInterface<const char*> {};

TEST_P(Boilerplate, OfASourceIsInNoSnippet) {
  SKIP_WITHOUT("corpora");
  const std::string input = unpacked(GetParam());
  std::vector<Json> articles;
  for (const std::string& line : lines_of(input)) articles.push_back(Json::parse(line));
  take(input);
  const std::set<std::string> frequent = frequent_pieces(articles);
  const Outcome outcome = searcher({"--format", "jsonl", "--limit", "20", "--no-collapse", "--queries", "-"},
                                   queries_for(articles, frequent));
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  const std::vector<std::string> hits = lines_of(outcome.out);
  ASSERT_GT(hits.size(), 2000U);
  std::map<std::string, std::size_t> shown;
  for (const std::string& line : hits) {
    const std::string snippet = one_line(Json::parse(line)["snippet"]);
    for (const std::string& piece : frequent)
      if (snippet.find(piece) != std::string::npos) ++shown[piece];
  }
  for (const auto& [piece, count] : shown) ADD_FAILURE() << count << " snippets show: " << piece;
  RecordProperty("pieces", static_cast<int>(frequent.size()));
  RecordProperty("snippets", static_cast<int>(hits.size()));
}

// A page with a menu, a story that ends in the plea of its site, and what others said of it.
std::string page(int number) {
  const std::string n = std::to_string(number);
  return "<html><head><title>Boat " + n +
         " handed over</title><meta property=\"article:published_time\" content=\"2021-04-" +
         std::to_string(10 + number) +
         "T08:00:00Z\"></head><body><nav><a href=\"/\">Menuword</a></nav><article><h1>Boat " + n +
         " handed over</h1><p>Kenya took over boat " + n + " from the yard, and its crew of " + n +
         "7 left for a first patrol of the coast on the same day.</p><p>The yard will build " + n +
         " more boats of that kind until the end of the decade, its owner said in port " + n +
         ".</p><p>Pleaword: write to the newsroom of Harbourland and support its work in Norway</p></article>"
         "<section class=\"comments\"><p>Commentword said that he saw boat " +
         n + " in Uganda</p></section></body></html>";
}

class PagesOfASite : public ProgramTest {
 protected:
  void bring(int pages) const {
    for (int i = 1; i <= pages; ++i) folder_.write("site/" + std::to_string(i) + ".html", page(i));
    ASSERT_EQ(indexer({(folder_.path() / "site").string()}).exit, 0);
  }
  std::vector<Json> all() const {
    std::vector<Json> shown;
    for (int i = 1; i <= 8; ++i) {
      shown.push_back(show(std::to_string(i) + ".html"));
      shown.back().erase("first_indexed");
    }
    return shown;
  }
};

// The story of a page is known from its mark-up, which is not kept: what is understood anew must not take in
// menus.
TEST_F(PagesOfASite, AreUnderstoodAnewFromTheStoryWhereAPleaBecomesFrequent) {
  bring(2);
  EXPECT_EQ(found({"Pleaword"}).size(), 2U);
  bring(8);
  EXPECT_TRUE(found({"Pleaword"}).empty());
  EXPECT_TRUE(found({"Menuword OR Commentword"}).empty());
  EXPECT_EQ(found({"patrol"}).size(), 8U);
  const std::vector<Json> over_two_runs = all();
  for (const Json& article : over_two_runs) {
    EXPECT_EQ(article["date_source"], "meta");
    EXPECT_EQ(article["countries"], Json::array({"KE"}));
    EXPECT_EQ(article["mentions"], Json::array());
    EXPECT_NE(article["original"].get<std::string>().find("Pleaword"), std::string::npos);
  }
  ASSERT_EQ(indexer({"--rebuild", (folder_.path() / "site").string()}).exit, 0);
  EXPECT_EQ(over_two_runs, all());
}

INSTANTIATE_TEST_SUITE_P(Shared, Boilerplate,
                         testing::Values("defence-dev", "turkish-news-dev", "turkish-html-dev"),
                         [](const auto& tested) {
                           std::string name = tested.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace kartotek
