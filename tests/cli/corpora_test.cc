#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>

#include "corpus/understand.h"
#include "searcher/search.h"
#include "tests/cli/program.h"
#include "tests/cli/shared_data.h"

// Real news of several kinds, where the shared data is there.

namespace kartotek {
namespace {

struct Phrase {
  std::string id;  // as a TREC run writes it
  std::string text;
};

bool has_letter_or_digit(const std::string& word) {
  return std::any_of(word.begin(), word.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
}

// Words that stand next to each other in `text`, quoted as a query; "" where there are not `count`.
std::string phrase_of(const std::string& text, std::size_t count, Dice& dice) {
  std::istringstream in(text);
  const std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
  if (words.size() < count) return {};
  const std::size_t first = dice.below(words.size() - count + 1);
  std::string phrase = "\"";
  std::size_t searchable = 0;
  for (std::size_t i = first; i < first + count; ++i) {
    // A wildcard is refused inside a phrase.
    if (words[i].find_first_of("*~") != std::string::npos) return {};
    searchable += has_letter_or_digit(words[i]) ? 1U : 0U;
    for (const char c : words[i]) phrase += c == '"' || c == '\\' ? ' ' : c;
    phrase += ' ';
  }
  // Quotes of other kinds would end the phrase.
  for (const std::string_view quote : {"“", "”", "„", "‟", "«", "»", "＂"})
    for (std::size_t at = 0; (at = phrase.find(quote, at)) != std::string::npos;)
      phrase.replace(at, quote.size(), 1, ' ');
  phrase.back() = '"';
  return searchable >= 3 ? phrase : std::string();
}

std::string trec_name(std::string id) {
  std::replace_if(
      id.begin(), id.end(), [](unsigned char c) { return std::isspace(c) != 0; }, '_');
  return id;
}

std::vector<Phrase> sample_phrases(const std::string& index, const std::vector<std::string>& ids,
                                   std::size_t words) {
  constexpr std::size_t wanted = 500;
  constexpr std::size_t attempts = 20 * wanted;
  Index opened = Index::open({index});
  Dice dice;
  std::vector<Phrase> phrases;
  for (std::size_t i = 0; i < attempts && phrases.size() < wanted; ++i) {
    const std::string& id = ids[dice.below(ids.size())];
    const std::string text = body_text(opened.article(id)->article);
    const std::string phrase = phrase_of(text, words + dice.below(3), dice);
    if (!phrase.empty()) phrases.push_back({trec_name(id), phrase});
  }
  return phrases;
}

class Corpora : public ProgramTest {
 protected:
  void expect_each_phrase_finds_its_article(const std::vector<std::string>& all) const {
    const std::vector<Phrase> phrases = sample_phrases(index_, all, 4);
    ASSERT_EQ(phrases.size(), 500U);
    std::string batch;
    for (std::size_t i = 0; i < phrases.size(); ++i)
      batch += std::to_string(i) + "\t" + phrases[i].text + "\n";
    const Outcome outcome = searcher({"--format", "trec", "--limit", "1000", "--queries", "-"}, batch);
    ASSERT_EQ(outcome.exit, 0) << outcome.err;
    std::vector<std::set<std::string>> found(phrases.size());
    for (const std::string& line : lines_of(outcome.out)) {
      std::istringstream fields(line);
      std::size_t number = 0;
      std::string q0;
      std::string id;
      fields >> number >> q0 >> id;
      found.at(number).insert(id);
    }
    std::size_t missed = 0;
    for (std::size_t i = 0; i < phrases.size(); ++i) {
      if (found[i].size() >= 1000 || found[i].contains(phrases[i].id)) continue;
      ++missed;
      ADD_FAILURE() << phrases[i].id << " is not found by " << phrases[i].text;
    }
    EXPECT_EQ(missed, 0U);
  }

  // Indexes a corpus and returns its input, one object an article.
  std::vector<Json> index_corpus(const std::string& corpus) const {
    const std::string input = unpacked(corpus);
    const Outcome outcome = indexer({folder_.write(corpus + ".jsonl", input)});
    EXPECT_EQ(outcome.exit, 0) << outcome.err << read_file(index_ + "/rejects.jsonl").substr(0, 1000);
    std::vector<Json> articles;
    for (const std::string& line : lines_of(input)) articles.push_back(Json::parse(line));
    EXPECT_EQ(search_json({"--limit", "1", "*"})["total"], articles.size());
    return articles;
  }
};

std::vector<std::string> ids_of(const std::vector<Json>& articles) {
  std::vector<std::string> ids;
  ids.reserve(articles.size());
  for (const Json& article : articles) ids.push_back(article["id"]);
  return ids;
}

class Corpus : public Corpora, public testing::WithParamInterface<const char*> {};

TEST_P(Corpus, IsTakenWholeAndFoundByItsPhrases) {
  SKIP_WITHOUT("corpora");
  expect_each_phrase_finds_its_article(ids_of(index_corpus(GetParam())));
}

INSTANTIATE_TEST_SUITE_P(Shared, Corpus,
                         testing::Values("defence-dev", "turkish-news-dev", "turkish-html-dev",
                                         "azerbaijani-sentences-dev"),
                         [](const auto& tested) {
                           std::string name = tested.param;
                           std::erase(name, '-');
                           return name;
                         });

// Label to code, from the table in the scorer; "-" where a state has several successors.
std::map<std::string, std::string> labels() {
  const std::string script = read_file(shared_path("tools/score_countries.py"));
  constexpr std::string_view opening = "LABELS = \"\"\"";
  const std::size_t begin = script.find(opening) + opening.size();
  std::istringstream table(script.substr(begin, script.find("\"\"\"", begin) - begin));
  std::map<std::string, std::string> codes;
  for (std::string label, code; table >> label >> code;) codes[label] = code;
  return codes;
}

std::map<std::string, std::size_t> counts_of(const Json& facet) {
  std::map<std::string, std::size_t> counts;
  for (const Json& row : facet) counts[row["value"]] = row["count"];
  return counts;
}

void expect_given_countries(const std::vector<Json>& articles, const std::map<std::string, Json>& hits) {
  const std::map<std::string, std::string> codes = labels();
  ASSERT_GT(codes.size(), 100U);
  for (const Json& article : articles) {
    std::set<std::string> given;
    bool is_whole = true;
    for (const Json& label : article.value("countries", Json::array())) {
      const auto code = codes.find(label);
      if (code != codes.end() && code->second != "-")
        given.insert(code->second);
      else
        is_whole = false;
    }
    if (given.empty() || !is_whole) continue;
    const std::string id = article["id"];
    EXPECT_EQ(hits.at(id)["countries"].get<std::set<std::string>>(), given) << id;
  }
}

TEST_F(Corpora, ReutersIsCountedExactly) {
  SKIP_WITHOUT("corpora");
  const std::vector<Json> articles = index_corpus("reuters-dev");
  std::map<std::string, std::size_t> years;
  for (const Json& article : articles)
    if (article["date"].is_string()) ++years[article["date"].get<std::string>().substr(0, 4)];
  std::map<std::string, std::size_t> countries;
  std::map<std::string, Json> hits;
  for (const std::string& line : lines_of(searcher({"--format", "jsonl", "--limit", "0", "*"}).out)) {
    Json hit = Json::parse(line);
    for (const Json& code : hit["countries"]) ++countries[code];
    const std::string id = hit["id"];
    hits[id] = std::move(hit);
  }
  ASSERT_EQ(hits.size(), articles.size());
  const Json answer = search_json({"--facets", "country,year", "--limit", "1", "*"});
  EXPECT_EQ(counts_of(answer["facets"]["year"]), years);
  EXPECT_EQ(counts_of(answer["facets"]["country"]), countries);
  expect_given_countries(articles, hits);
  expect_each_phrase_finds_its_article(ids_of(articles));
}

class Seeds : public ProgramTest {
 protected:
  void SetUp() override {
    SKIP_WITHOUT("seeds");
    ASSERT_EQ(indexer({shared_path("seeds")}).exit, 0);
  }
  // The text of each highlight of the first hit, in its snippet.
  std::vector<std::string> highlighted(const std::string& query) const {
    const Json answer = search_json({query});
    std::vector<std::string> words;
    if (answer["hits"].empty()) return words;
    std::vector<std::string> code_points;
    for (const char c : answer["hits"][0]["snippet"].get<std::string>()) {
      if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) code_points.emplace_back();
      code_points.back() += c;
    }
    for (const Json& place : answer["hits"][0]["highlights"]) {
      words.emplace_back();
      for (std::size_t i = place[0]; i < place[1].get<std::size_t>(); ++i) words.back() += code_points.at(i);
    }
    return words;
  }
};

TEST_F(Seeds, MeetInTwoSpellings) {
  EXPECT_GE(found({"Türkiye"}).size(), 4U);
  EXPECT_EQ(found({"Türkiye"}), found({"turkey"}));
}

TEST_F(Seeds, ShowANameAsTheAuthorSpeltIt) {
  const std::vector<std::string> hits = found({"Əliyev"});
  ASSERT_FALSE(hits.empty());
  EXPECT_THAT(found({"Roketsan"}), testing::Contains(hits.front()));
  EXPECT_THAT(highlighted("Əliyev"), testing::Contains("Aliyev"));
}

TEST_F(Seeds, AreFoundAcrossAMissingSpace) {
  const std::vector<std::string> roundtable = found({"roundtable"});
  ASSERT_FALSE(roundtable.empty());
  EXPECT_THAT(found({"\"Cooperation Council\""}), testing::Contains(roundtable.front()));
  EXPECT_THAT(found({"topics"}), testing::Contains(roundtable.front()));
}

TEST_F(Seeds, MeetInEverySpellingOfADesignator) {
  const std::vector<std::string> hits = found({"S-400"});
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(found({"S400"}), hits);
  EXPECT_EQ(found({"S 400"}).front(), hits.front());
}

TEST_F(Seeds, KeepTheirCookieNoticesOutOfTheAnswers) { EXPECT_TRUE(found({"cookies"}).empty()); }

}  // namespace
}  // namespace kartotek
