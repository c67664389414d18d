#include <gtest/gtest.h>
#include <unicode/brkiter.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <set>

#include "corpus/reader.h"
#include "corpus/understand.h"
#include "corpus/unicode.h"
#include "indexer/schema.h"
#include "searcher/snippet.h"

// Snippets of real news, where the shared corpora are there: of every article the one that a question drawn
// from it would get, held against ICU's own sentences and words.

namespace kartotek {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t length = 280;

std::vector<Article> articles_of(const fs::path& file) {
  std::vector<Article> articles;
  read_articles(
      {file, "", "", file.filename().string()},
      [&](Article&& article) {
        understand(article);
        articles.push_back(std::move(article));
      },
      [](Reject&&) {});
  return articles;
}

enum class Unit { sentence, word, cluster };

// The boundaries of a text, in UTF-16 as ICU counts, both ends among them.
std::vector<std::int32_t> boundaries(Unit unit, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale& root = icu::Locale::getRoot();
  const std::unique_ptr<icu::BreakIterator> breaks(
      unit == Unit::sentence ? icu::BreakIterator::createSentenceInstance(root, status)
      : unit == Unit::word   ? icu::BreakIterator::createWordInstance(root, status)
                             : icu::BreakIterator::createCharacterInstance(root, status));
  breaks->setText(text);
  std::vector<std::int32_t> places;
  for (std::int32_t place = breaks->first(); place != icu::BreakIterator::DONE; place = breaks->next())
    places.push_back(place);
  return places;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

// White space as snippets have it.
std::string folded_space(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    if (u_isUWhiteSpace(static_cast<UChar32>(next_code_point(text, i))) != 0) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += text.substr(begin, i - begin);
  }
  return out;
}

std::vector<std::string> fragments_of(const std::string& snippet) {
  constexpr std::string_view ellipsis = "…";
  std::vector<std::string> fragments;
  for (std::size_t begin = 0; begin <= snippet.size();) {
    const std::size_t end = std::min(snippet.find(ellipsis, begin), snippet.size());
    std::string fragment = folded_space(snippet.substr(begin, end - begin));
    if (!fragment.empty()) fragments.push_back(std::move(fragment));
    begin = end + ellipsis.size();
  }
  return fragments;
}

// A question about an article: words from anywhere in it, and some that stand near each other.
class Questioner {
 public:
  explicit Questioner(Analyzer& analyzer) : analyzer_(analyzer) {}

  Highlights ask(const Article& article, const Story& story) {
    const Language language = language_of_code(article.lang);
    std::vector<Word> words;
    for (const Token& token : analyzer_.tokens(story.text, language))
      if (!token.word->stop && token.word->term.size() > 3) words.push_back(*token.word);
    Highlights highlights;
    if (words.empty()) return highlights;
    const std::size_t near = random_() % words.size();
    for (std::size_t i = 0; i < 1 + random_() % 6; ++i) {
      const Word& word =
          i < 2 ? words[std::min(near + 2 * i, words.size() - 1)] : words[random_() % words.size()];
      const unsigned number = highlights.concepts++;
      highlights.terms.emplace(make_term(prefix::word, word.term), number);
      if (!word.stem.empty())
        highlights.terms.emplace(make_term(stem_prefix(article.lang), word.stem), number);
    }
    return highlights;
  }

 private:
  Analyzer& analyzer_;
  std::mt19937 random_{7};
};

class SnippetPairs : public testing::TestWithParam<std::string> {
 protected:
  void check(const Article& article) {
    const Story story = story_of(article);
    const Highlights question = questioner_.ask(article, story);
    const Highlighter highlighter(question);
    const auto matches = [&](const std::string& text) {
      return highlighter.matches(analyzer_.tokens(text, language_of_code(article.lang)), article.lang);
    };
    const auto words_in = [&](const std::string& text) {
      std::set<unsigned> words;
      for (const Match& match : matches(text)) words.insert(match.concept_number);
      return words;
    };
    const Snippet snippet = make_snippet(story, matches(story.text), {}, length);
    SCOPED_TRACE(article.id + ": " + snippet.text);
    EXPECT_LE(count_code_points(snippet.text), length);
    const std::set<unsigned> shown = words_in(snippet.text);
    std::set<unsigned> best;
    for (const std::string& sentence : sentences(story.text))
      if (auto words = words_in(sentence); words.size() > best.size()) best = std::move(words);
    EXPECT_TRUE(std::includes(shown.begin(), shown.end(), best.begin(), best.end())) << "words are missing";
    for (const std::string& fragment : fragments_of(snippet.text)) {
      EXPECT_TRUE(stands_whole(fragment, article)) << "cut or outside: " << fragment;
      EXPECT_NE(fold(fragment), fold(article.title)) << "the title again";
    }
    ++pairs_;
  }

  static std::vector<std::string> sentences(const std::string& text) {
    const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
    std::vector<std::string> all;
    const auto places = boundaries(Unit::sentence, wide);
    for (std::size_t i = 1; i < places.size(); ++i)
      all.push_back(utf8(wide.tempSubStringBetween(places[i - 1], places[i])));
    return all;
  }

  // Whether the fragment is somewhere in the article's own text, with words and clusters whole at both ends.
  static bool stands_whole(const std::string& fragment, const Article& article) {
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(folded_space(article.text));
    const icu::UnicodeString wanted = icu::UnicodeString::fromUTF8(fragment);
    const auto words = boundaries(Unit::word, text);
    const auto clusters = boundaries(Unit::cluster, text);
    const auto is_boundary = [&](std::int32_t place) {
      return std::binary_search(words.begin(), words.end(), place) &&
             std::binary_search(clusters.begin(), clusters.end(), place);
    };
    for (std::int32_t at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
      if (is_boundary(at) && is_boundary(at + wanted.length())) return true;
    return false;
  }

  Analyzer analyzer_;
  Questioner questioner_{analyzer_};
  std::size_t pairs_ = 0;
};

TEST_P(SnippetPairs, ShowTheBestSentencesWordsWholeAndNothingElse) {
  const char* const given = std::getenv("KARTOTEK_SHARED");  // NOLINT(concurrency-mt-unsafe): one thread
  const fs::path file = (given != nullptr ? fs::path(given) : fs::path(PROJECT_DIR) / "../shared") /
                        "corpora" / (GetParam() + "-dev.jsonl.gz");
  if (!fs::exists(file)) GTEST_SKIP() << "skipped: no " << file;
  const std::vector<Article> articles = articles_of(file);
  const std::size_t step = std::max<std::size_t>(1, articles.size() / 100);
  for (std::size_t i = 0; i < articles.size() && pairs_ < 100; i += step)
    if (!articles[i].body.empty()) check(articles[i]);
  EXPECT_EQ(pairs_, 100U);
}

INSTANTIATE_TEST_SUITE_P(Corpora, SnippetPairs, testing::Values("defence", "reuters", "turkish-news"),
                         [](const auto& given) { return given.param.substr(0, given.param.find('-')); });

}  // namespace
}  // namespace kartotek
