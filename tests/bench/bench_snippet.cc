// Times what an answer's snippets cost: of ten articles at a time, the analysis of their text, the search for
// the words of a query in it, and the choice of passages.
//
// usage: bench_snippet ARTICLES.jsonl [PASSES]
//   Takes the first thousand articles. Prints medians over the tens of articles: microseconds for ten
//   snippets of one, three and eight words drawn from the first article of the ten, and their share for the
//   analysis alone.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "corpus/reader.h"
#include "corpus/understand.h"
#include "indexer/schema.h"
#include "searcher/query_marks.h"

namespace {

using namespace kartotek;
using Clock = std::chrono::steady_clock;

constexpr std::size_t page = 10;

std::vector<Article> read(const std::string& path) {
  constexpr std::size_t most = 1000;
  std::vector<Article> articles;
  read_articles(
      {path, "", "", path},
      [&](Article&& article) {
        if (articles.size() == most) return;
        understand(article);
        articles.push_back(std::move(article));
      },
      [](Reject&&) {});
  return articles;
}

Highlights draw(const Article& article, std::size_t count, Analyzer& analyzer, std::mt19937& random) {
  std::vector<Word> words;
  for (const Token& token : analyzer.tokens(body_text(article), language_of_code(article.lang)))
    if (!token.word->stop) words.push_back(*token.word);
  Highlights highlights;
  for (std::size_t i = 0; i < count && !words.empty(); ++i) {
    const Word& word = words[random() % words.size()];
    highlights.terms.emplace(make_term(prefix::word, word.term), highlights.concepts);
    if (!word.stem.empty())
      highlights.terms.emplace(make_term(stem_prefix(article.lang), word.stem), highlights.concepts);
    ++highlights.concepts;
  }
  return highlights;
}

double microseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

double median(std::vector<double>& times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

void run(const std::string& path, int passes) {
  const std::vector<Article> articles = read(path);
  if (articles.size() < page) throw std::runtime_error("there are fewer than ten articles in " + path);
  std::size_t bytes = 0;
  for (const Article& article : articles) bytes += body_text(article).size();
  fmt::print("{} articles of {} bytes in the mean\n", articles.size(), bytes / articles.size());
  Analyzer analyzer;
  for (const std::size_t words : {1, 3, 8}) {
    std::mt19937 random(1);
    std::vector<double> whole;
    std::vector<double> analysis;
    for (int pass = 0; pass <= passes; ++pass)
      for (std::size_t first = 0; first + page <= articles.size(); first += page) {
        const Highlights query = draw(articles[first], words, analyzer, random);
        const auto start = Clock::now();
        QueryMarks marks(query, {}, analyzer);
        for (std::size_t i = first; i < first + page; ++i) {
          marks.snippet(articles[i], 280);
          marks.in_title(articles[i]);
        }
        if (pass > 0) whole.push_back(microseconds_since(start));
        const auto middle = Clock::now();
        for (std::size_t i = first; i < first + page; ++i) {
          const Language language = language_of_code(articles[i].lang);
          analyzer.tokens(body_text(articles[i]), language);
          analyzer.tokens(articles[i].title, language);
        }
        if (pass > 0) analysis.push_back(microseconds_since(middle));
      }
    fmt::print("{} word{}: ten snippets {:.0f} us, of which analysis {:.0f} us\n", words,
               words > 1 ? "s" : "", median(whole), median(analysis));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_snippet ARTICLES.jsonl [PASSES]\n");
    return 2;
  }
  try {
    run(argv[1], argc > 2 ? std::stoi(argv[2]) : 10);
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_snippet: {}\n", error.what());
    return 1;
  }
}
