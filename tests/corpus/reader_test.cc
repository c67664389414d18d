#include "corpus/reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "corpus/read_json.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {
namespace fs = std::filesystem;
using namespace std::string_literals;

struct Taken {
  std::vector<Article> articles;
  std::vector<Reject> rejects;
};

Taken read(Format format, std::string_view bytes) {
  Taken taken;
  read_articles(
      format, bytes_of(bytes), {"", "in/file", "wire", "/data/in/file"},
      [&](Article&& article) { taken.articles.push_back(std::move(article)); },
      [&](Reject&& reject) { taken.rejects.push_back(std::move(reject)); });
  return taken;
}
Taken read_lines(std::string_view bytes) { return read(Format::json_lines, bytes); }

Taken read_file(const fs::path& file) {
  Taken taken;
  read_articles(
      {file, file.filename().string(), "wire", file.string()},
      [&](Article&& article) { taken.articles.push_back(std::move(article)); },
      [&](Reject&& reject) { taken.rejects.push_back(std::move(reject)); });
  return taken;
}
Taken read_broken(const std::string& name) {
  return read_file(fs::path(PROJECT_DIR) / "tests/broken" / name);
}

// The one article in a line; a failure, and an empty article, where there is none.
Article only_article(std::string_view line) {
  Taken taken = read_lines(line);
  EXPECT_EQ(taken.articles.size(), 1U) << line;
  EXPECT_TRUE(taken.rejects.empty()) << line << ": " << taken.rejects.front().reason;
  return taken.articles.empty() ? Article() : std::move(taken.articles.front());
}

std::string only_reason(const Taken& taken) {
  EXPECT_TRUE(taken.articles.empty());
  EXPECT_EQ(taken.rejects.size(), 1U);
  return taken.rejects.empty() ? "" : taken.rejects.front().reason;
}

TEST(FormatOf, GoesByTheEnding) {
  EXPECT_EQ(format_of("a/b.txt"), Format::text);
  EXPECT_EQ(format_of("a/b.MD"), Format::text);
  EXPECT_EQ(format_of("b.JsonL"), Format::json_lines);
  EXPECT_EQ(format_of("b.ndjson"), Format::json_lines);
  EXPECT_EQ(format_of("b.json"), Format::json);
  for (const char* other : {"b", "b.txt.bak", "txt", ".txt", "b.jpg", "a.txt/b"})
    EXPECT_FALSE(is_article_file(other)) << other;
}

TEST(JsonLines, FillsAnArticle) {
  const Article article = only_article(
      R"({"id":"w-1","title":" Fleet\n returns ","body":"It came\nhome.","date":"2021-04-15T10:00Z",)"
      R"("countries":["TR","Ukraine"],"lang":"en","source":"Navy","url":"https://example.org/1","desk":{"a":[1, 2.50]}})");
  EXPECT_EQ(article.id, "w-1");
  EXPECT_EQ(article.title, "Fleet returns");
  EXPECT_EQ(article.text, "It came\nhome.");
  EXPECT_EQ(article.given_date, "2021-04-15T10:00Z");
  EXPECT_EQ(article.given_countries, (std::vector<std::string>{"TR", "Ukraine"}));
  EXPECT_EQ(article.lang, "en");
  EXPECT_EQ(article.source, "Navy");
  EXPECT_EQ(article.url, "https://example.org/1");
  EXPECT_EQ(article.path, "/data/in/file");
  EXPECT_EQ(article.extra, R"({"desk":{"a":[1, 2.50]}})");
  EXPECT_TRUE(article.warnings.empty());
}

TEST(JsonLines, NamesAnArticleWithoutIdAfterItsLine) {
  const Taken taken =
      read_lines("{\"title\":\"a\"}\r\n\n{\"title\":\"b\",\"id\":null}\n{\"title\":\"c\",\"id\":\"\"}");
  ASSERT_EQ(taken.articles.size(), 3U);
  EXPECT_EQ(taken.articles[0].id, "in/file:1");
  EXPECT_EQ(taken.articles[1].id, "in/file:3");
  EXPECT_EQ(taken.articles[2].id, "in/file:4");
  EXPECT_EQ(taken.articles[0].source, "wire");
}

TEST(JsonLines, KeepsAnyIdAndMakesNumbersStrings) {
  EXPECT_EQ(only_article(R"({"id":12345678901234567890123,"title":"x"})").id, "12345678901234567890123");
  EXPECT_EQ(only_article(R"({"id":1.50,"title":"x"})").id, "1.50");
  EXPECT_EQ(only_article(R"({"id":"a\u0000 \"ş\"\n","title":"x"})").id, "a\0 \"ş\"\n"s);
}

TEST(JsonLines, TakesOneCountryForAList) {
  EXPECT_EQ(only_article(R"({"title":"x","countries":"TR"})").given_countries,
            std::vector<std::string>{"TR"});
  EXPECT_TRUE(only_article(R"({"title":"x","countries":null})").given_countries.empty());
}

TEST(JsonLines, WarnsOfWhatCostsNotTheArticle) {
  struct Row {
    const char* json;
    const char* warning;
    const char* extra;
  };
  const std::vector<Row> rows = {
      {R"({"title":"x","date":20210415})", R"(date 20210415 is not a string such as "2021-04-15")",
       R"({"date":20210415})"},
      {R"({"title":"x","countries":["TR",5]})", "country 5 is not a string", ""},
      {R"({"title":"x","lang":"Turkish!"})", "lang Turkish! is not the code of a language",
       R"({"lang":"Turkish!"})"},
      {R"({"title":"x","source":7})", R"("source" is not a string)", R"({"source":7})"},
      {R"({"title":"y","title":"x"})", R"("title" is given twice: the last counts)", ""},
      {R"({"title":"x","body":"a\u0000b"})", R"("body" holds a NUL character, replaced)", ""},
  };
  for (const Row& row : rows) {
    const Article article = only_article(row.json);
    EXPECT_EQ(article.title, "x");
    EXPECT_EQ(article.warnings, std::vector<std::string>{row.warning});
    EXPECT_EQ(article.extra, row.extra);
  }
  EXPECT_EQ(only_article(R"({"body":"a\u0000b"})").text, "a\uFFFDb");
}

TEST(JsonLines, ReadsLanguageTags) {
  EXPECT_EQ(only_article(R"({"title":"x","lang":"tr-TR"})").lang, "tr");
  EXPECT_EQ(only_article(R"({"title":"x","lang":"AZ_latn"})").lang, "az");
  EXPECT_EQ(only_article(R"({"title":"x","lang":"ukr"})").lang, "uk");
}

TEST(JsonLines, RejectsWithThePlaceAndTheRawLine) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {R"({"title":5})", R"("title" is not a string)"},
      {R"({"body":["x"]})", R"("body" is not a string)"},
      {R"({"id":true,"title":"x"})", R"("id" is neither a string nor a number)"},
      {R"({"title":null,"body":"  "})", "neither title nor text"},
      {R"({})", "neither title nor text"},
      {R"(["title"])", "not a JSON object"},
      {R"({"title":"x"} {"title":"y"})", "something follows the object at byte 14"},
      {R"({"title":"x"}})", "something follows the object at byte 13"},
      {R"({"title":"x"},)", "not valid JSON: a comma at the end"},
      {"{\"title\":\"x\xFF\"}", "ill-formed UTF-8 at byte 11"},
      {R"({"title":"x","n":nul})", "not valid JSON: nul"},
      {R"({"title":"x","n":{"a":1]}})", R"(not valid JSON: {"a":1])"},
  };
  for (const auto& [line, reason] : rows) {
    const Taken taken = read_lines("\n" + line + "\n");
    EXPECT_EQ(only_reason(taken), reason) << line;
    EXPECT_EQ(taken.rejects.at(0).position, "line 2");
    EXPECT_EQ(taken.rejects.at(0).bytes, line);
    EXPECT_EQ(taken.rejects.at(0).path, "/data/in/file");
  }
}

TEST(JsonLines, RejectsMalformedJson) {
  for (const char* line :
       {R"({"title":"x",})", R"({"title":"x" "body":"y"})", R"({title:"x"})", R"({"title":"\x"})",
        R"({"title":"a\udc00"})", R"({"title":"a\ud800b"})", R"({"title":"x","k":"\ud800"})",
        R"({"\ud800":1,"title":"x"})", "{\"title\":\"a\tb\"}", R"({"title":"x","k":[}]})",
        R"({"title":"x","k":01})", R"({"title":"x","k":-})", "{", "{\"", "nonsense"}) {
    EXPECT_NE(only_reason(read_lines(line)), "") << line;
  }
}

TEST(JsonLines, SaysWhereTheFileWasCutOff) {
  EXPECT_EQ(only_reason(read_lines(R"({"title":"x)")),
            "not valid JSON: a string that does not end (the file ends in the middle of it)");
}

TEST(JsonLines, LimitsNesting) {
  const auto nested = [](std::size_t depth) {
    return R"({"title":"x","k":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
  };
  only_article(nested(128));
  EXPECT_EQ(only_reason(read_lines(nested(129))), "nested more than 128 deep");
  EXPECT_EQ(only_reason(read_lines(nested(100000))), "nested more than 128 deep");
}

TEST(JsonLines, MakesMarkupPlainAndKeepsIt) {
  const Article article = only_article(
      R"({"title":"Rusya&apos;dan","body":"<p>Bir &amp;quot;iki&amp;quot;</p>&lt;img src='x' /&gt;üç"})");
  EXPECT_EQ(article.title, "Rusya'dan");
  EXPECT_EQ(article.text, "Bir \"iki\"\n\nüç");
  EXPECT_EQ(
      article.extra,
      R"({"title_markup":"Rusya&apos;dan","body_markup":"<p>Bir &amp;quot;iki&amp;quot;</p>&lt;img src='x' /&gt;üç"})");
  EXPECT_EQ(only_article(R"({"title":"OIL <SRD>","body":"a < b"})").title, "OIL <SRD>");
  EXPECT_EQ(only_reason(read_lines(R"({"body":"<img src='x'>"})")), "neither title nor text");
}

TEST(JsonLines, ReadsUtf16AsAWhole) {
  const std::string line = "{\"title\":\"x\"}\n";
  std::string wide;
  for (const char c : line + line) wide += {c, '\0'};
  for (const std::string& mark : {""s, "\xFF\xFE"s}) {
    const Taken taken = read_lines(mark + wide);
    ASSERT_EQ(taken.articles.size(), 2U);
    EXPECT_EQ(taken.articles[1].id, "in/file:2");
  }
}

TEST(JsonLines, ReadsLongLinesAndRejectsTooLongOnes) {
  const std::string body(std::size_t{50} << 20, 'x');
  EXPECT_EQ(only_article(R"({"title":"t","body":")" + body + "\"}").text.size(), body.size());

  const std::string lines =
      "{\"title\":\"a\"}\n{\"title\":\"" + std::string(100, 'b') + "\"}\n{\"title\":\"c\"}";
  Taken taken;
  read_json_lines(
      bytes_of(lines), {"", "f", "s", "p"},
      [&](Article&& article) { taken.articles.push_back(std::move(article)); },
      [&](Reject&& reject) { taken.rejects.push_back(std::move(reject)); }, 50);
  ASSERT_EQ(taken.articles.size(), 2U);
  EXPECT_EQ(taken.articles[1].id, "f:3");
  ASSERT_EQ(taken.rejects.size(), 1U);
  EXPECT_EQ(taken.rejects[0].reason, "a line of more than 50 bytes");
  EXPECT_EQ(taken.rejects[0].position, "line 2");
}

TEST(JsonLines, SeesTheSameWhateverTheSizeOfItsReads) {
  std::string lines;
  for (int i = 0; i < 200; ++i)
    lines += "{\"title\":\"" + std::string(static_cast<std::size_t>(i), 'x') + "\"}\n";
  for (const std::size_t size : {1U, 7U, 64U}) {
    std::string_view rest = lines;
    const ByteSource trickle = [&](char* to, std::size_t room) {
      const std::size_t count = rest.copy(to, std::min(room, size));
      rest.remove_prefix(count);
      return count;
    };
    std::size_t count = 0;
    read_json_lines(
        trickle, {"", "f", "s", "p"},
        [&](Article&& article) { count += article.title.size() == count ? 1 : 0; },
        [&](Reject&& reject) {
          EXPECT_EQ(reject.position, "line 1") << "the empty title";
          ++count;
        });
    EXPECT_EQ(count, 200U);
  }
}

TEST(Json, ReadsOneObjectOrAnArray) {
  const Taken one = read(Format::json, "\xEF\xBB\xBF {\n \"title\": \"x\",\n \"k\": true\n}\n");
  ASSERT_EQ(one.articles.size(), 1U);
  EXPECT_EQ(one.articles[0].id, "in/file");
  EXPECT_EQ(one.articles[0].extra, R"({"k":true})");

  const Taken array =
      read(Format::json, R"([{"title":"x"}, {"title":"y","id":"q"}, 5, {"title":tru}, {"title":"z"}])");
  ASSERT_EQ(array.articles.size(), 3U);
  EXPECT_EQ(array.articles[0].id, "in/file#1");
  EXPECT_EQ(array.articles[1].id, "q");
  EXPECT_EQ(array.articles[2].id, "in/file#5");
  ASSERT_EQ(array.rejects.size(), 2U);
  EXPECT_EQ(array.rejects[0].position, "element 3");
  EXPECT_EQ(array.rejects[1].bytes, R"({"title":tru})");
}

TEST(Json, AnEmptyArrayHoldsNothing) {
  const Taken taken = read(Format::json, " [ ] ");
  EXPECT_TRUE(taken.articles.empty());
  EXPECT_TRUE(taken.rejects.empty());
}

TEST(Text, NamesStoriesAfterTheFile) {
  const Taken taken = read(Format::text,
                           "date 2021-04-15 Fleet returns to port\nThe fleet came home on Thursday.\n\n"
                           "date 2021-04-16 Fleet leaves port again\nThe fleet left on Friday.\n");
  ASSERT_EQ(taken.articles.size(), 2U);
  EXPECT_EQ(taken.articles[0].id, "in/file");
  EXPECT_EQ(taken.articles[1].id, "in/file#2");
  EXPECT_EQ(taken.articles[1].title, "Fleet leaves port again");
  EXPECT_EQ(taken.articles[1].source, "wire");
  EXPECT_EQ(taken.articles[1].path, "/data/in/file");
}

TEST(Text, RefusesAHeaderWithNothingBehindIt) {
  EXPECT_EQ(only_reason(read(Format::text, " date 2021-04-15\n\n")), "neither title nor text");
}

TEST(BrokenFiles, AreRejectedWithTheReason) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"empty.txt", "empty file"},
      {"blank.txt", "neither title nor text"},
      {"nul.txt", "binary, not text: a NUL at byte 32"},
      {"bad-utf8.txt", "ill-formed UTF-8 at byte 48"},
      {"cut-utf16.txt", "UTF-16 cut off at byte 36"},
      {"empty.jsonl", "empty file"},
      {"lines-as.json", "something follows the object at byte 16"},
  };
  for (const auto& [name, reason] : rows) {
    const Taken taken = read_broken(name);
    EXPECT_EQ(only_reason(taken), reason) << name;
    EXPECT_EQ(taken.rejects.at(0).position, "");
  }
}

TEST(BrokenFiles, GiveWhatIsWholeInThem) {
  const Taken mixed = read_broken("mixed.jsonl");
  ASSERT_EQ(mixed.articles.size(), 2U);
  EXPECT_EQ(mixed.articles[0].id, "a");
  EXPECT_EQ(mixed.articles[1].id, "e");
  std::vector<std::string> positions;
  for (const Reject& reject : mixed.rejects) positions.push_back(reject.position);
  EXPECT_EQ(positions, (std::vector<std::string>{"line 3", "line 4", "line 5", "line 7", "line 8"}));

  EXPECT_EQ(read_broken("truncated.json").rejects.size(), 1U);
}

TEST(BrokenFiles, InOldEncodingsAreRead) {
  for (const char* name : {"windows-1254.txt", "utf-16-no-mark.txt"}) {
    const Taken taken = read_broken(name);
    ASSERT_EQ(taken.articles.size(), 1U) << name;
    EXPECT_NE(taken.articles[0].text.find("Gemi limana döndü"), std::string::npos) << taken.articles[0].text;
  }
  const Taken ukrainian = read_broken("koi8-u.txt");
  ASSERT_EQ(ukrainian.articles.size(), 1U);
  EXPECT_NE(ukrainian.articles[0].text.find("Екіпаж їхнього"), std::string::npos)
      << ukrainian.articles[0].text;
}

// A file of its own that is gone after the test.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& ending)
      : path_(fs::temp_directory_path() / ("kartotek-reader-" + std::to_string(::getpid()) + ending)) {
    std::ofstream{path_};
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

TEST(ReadArticles, ThrowsWhatCannotBeRead) {
  for (const char* file : {"no/such/file.txt", "/dev/null"}) EXPECT_THROW(read_file(file), Error) << file;
}

TEST(ReadArticles, RejectsWhatIsTooLargeAndKeepsOnlyItsBeginning) {
  const ScratchFile large(".txt");
  fs::resize_file(large.path(), largest_text + 1);  // sparse: takes no room
  const Taken taken = read_file(large.path());
  EXPECT_EQ(only_reason(taken), "larger than 512 MiB, the most that is read as one text");
  EXPECT_EQ(taken.rejects[0].bytes.size(), 64U << 10);
}

TEST(ReadArticles, CutsTheBytesOfARejectAtAMebibyte) {
  const std::string line = "{" + std::string(3U << 20, 'x');
  const Taken taken = read_lines(line);
  EXPECT_NE(only_reason(taken).find("(the first 1 MiB of 3145729 bytes are kept)"), std::string::npos);
  EXPECT_EQ(taken.rejects[0].bytes, line.substr(0, 1U << 20));
}

TEST(ReadArticles, ReadsEveryLineOfTheSharedCorpora) {
  const char* given = std::getenv("KARTOTEK_SHARED");
  const fs::path shared = given != nullptr ? fs::path(given) : fs::path(PROJECT_DIR) / "../shared";
  if (!fs::exists(shared / "corpora")) GTEST_SKIP() << "skipped: no shared corpora here";
  std::size_t files = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(shared / "corpora")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".jsonl.gz")) continue;
    const std::string command = "gzip -dc '" + entry.path().string() + "'";
    std::FILE* pipe = ::popen(command.c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::size_t articles = 0;
    read_articles(
        Format::json_lines, bytes_of(pipe), {"", name, name, name},
        [&](Article&& article) {
          ++articles;
          EXPECT_TRUE(is_valid_utf8(article.title) && is_valid_utf8(article.text)) << article.id;
        },
        [&](Reject&& reject) {
          EXPECT_EQ(reject.reason, "neither title nor text") << name << " " << reject.position;
        });
    EXPECT_EQ(::pclose(pipe), 0);
    EXPECT_GT(articles, 0U) << name;
    ++files;
  }
  EXPECT_GT(files, 0U);
}

}  // namespace
}  // namespace kartotek
