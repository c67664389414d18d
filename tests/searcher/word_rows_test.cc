#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/unicode.h"
#include "indexer/document.h"
#include "searcher/compile_query.h"
#include "searcher/highlight.h"
#include "searcher/parse_query.h"

namespace kartotek {
namespace {

constexpr std::string_view nothing = "miss";

struct Row {
  std::string text;
  std::string query;
  std::string answer;  // as ask() gives it
  std::string where;   // line, rule
};

// \uXXXX and \n stand for what an editor would not show.
std::string unescape(std::string_view field) {
  std::string out;
  for (std::size_t i = 0; i < field.size();) {
    if (field.substr(i).starts_with("\\n")) {
      out += '\n';
      i += 2;
    } else if (field.substr(i).starts_with("\\u")) {
      append_code_point(out,
                        static_cast<char32_t>(std::stoul(std::string(field.substr(i + 2, 4)), nullptr, 16)));
      i += 6;
    } else {
      out += field[i++];
    }
  }
  return out;
}

std::vector<Row> rows() {
  std::ifstream file(PROJECT_DIR "/tests/indexer/word_rows.tsv");
  std::vector<Row> read;
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> fields;
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find('\t', begin), line.size());
      fields.push_back(unescape(std::string_view(line).substr(begin, end - begin)));
      begin = end + 1;
    }
    EXPECT_EQ(fields.size(), 5U) << "line " << number;
    EXPECT_EQ(fields[2] == "miss", fields[2] != "hit") << "line " << number;
    read.push_back({.text = fields[0],
                    .query = fields[1],
                    .answer = fields[2] == "hit" ? "hit " + fields[3] : std::string(nothing),
                    .where = "line " + std::to_string(number) + ": " + fields[4]});
  }
  return read;
}

// What asking `query` of an index with `text` as the body of its only article brings: "miss", or "hit " and
// what is highlighted, divided by |.
std::string ask(const std::string& text, const std::string& query, Analyzer& analyzer) {
  Article article;
  article.id = "1";
  article.text = text;
  article.body = {{0, text.size()}};
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Compressor compressor("");
  database.add_document(make_document(article, {}, {analyzer, compressor, WordCodes()}).document);
  CompiledQuery compiled;
  try {
    compiled = compile_query(parse_query(query), Scoring(Collection(database), Ranking()), analyzer, false);
  } catch (const QueryError& error) {
    return std::string("refused: ") + error.what();
  }
  Xapian::Enquire enquire(database);
  enquire.set_query(compiled.query);
  if (enquire.get_mset(0, 1).empty()) return std::string(nothing);
  std::string answer;
  for (const Match& match : Highlighter(compiled.highlights).matches(analyzer.tokens(text), ""))
    answer += (answer.empty() ? "" : "|") + text.substr(match.span.begin, match.span.end - match.span.begin);
  return "hit " + answer;
}

TEST(WordRows, FindAndMarkWhatTheyShould) {
  Analyzer analyzer;
  const std::vector<Row> all = rows();
  ASSERT_GE(all.size(), 300U);
  for (const Row& row : all) EXPECT_EQ(ask(row.text, row.query, analyzer), row.answer) << row.where;
}

// What a row says holds as well in the middle of other text.
TEST(WordRows, DoNotDependOnWhatStandsAround) {
  Analyzer analyzer;
  for (const Row& row : rows()) {
    if (row.where.ends_with("(whole text)")) continue;
    EXPECT_EQ(ask("Xyz qwv. " + row.text + "; zzyx, Вывы.", row.query, analyzer), row.answer) << row.where;
  }
}

}  // namespace
}  // namespace kartotek
