// Analysis of text, stems and offsets included, in MB/s on one core, beside ICU's word BreakIterator alone
// over the same text in the same run.
//
// usage: bench_analysis LANG FILE...      (LANG: en, tr, az, ru, uk; the files are read as one UTF-8 text)
#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>

#include "indexer/analyzer.h"

namespace {

// Articles are analysed one by one; this is about the length of a wire story.
constexpr std::size_t article_size = 2000;

double best_rate(std::size_t bytes, const std::function<void()>& work) {
  double best = 0;
  for (int run = 0; run < 5; ++run) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    best = std::max(best, static_cast<double>(bytes) / 1e6 / seconds);
  }
  return best;
}

std::vector<std::string_view> articles_of(std::string_view text) {
  std::vector<std::string_view> articles;
  while (!text.empty()) {
    std::size_t end = std::min(article_size, text.size());
    while (end < text.size() && text[end] != ' ' && text[end] != '\n') ++end;
    articles.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return articles;
}

std::size_t count_breaks(icu::BreakIterator& breaker, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<int64_t>(text.size()), &status);
  breaker.setText(&utext, status);
  std::size_t count = 0;
  while (breaker.next() != icu::BreakIterator::DONE) ++count;
  utext_close(&utext);
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: bench_analysis LANG FILE...\n");
    return 2;
  }
  std::string text;
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(argv[i]);
    text.append(std::istreambuf_iterator<char>(in), {});
  }
  const std::vector<std::string_view> articles = articles_of(text);
  const kartotek::Language language = kartotek::language_of_code(argv[1]);
  kartotek::Analyzer analyzer;
  std::size_t tokens = 0;
  const double own = best_rate(text.size(), [&] {
    for (const std::string_view article : articles) tokens += analyzer.tokens(article, language).size();
  });
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaker(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  std::size_t breaks = 0;
  const double icu_alone = best_rate(text.size(), [&] {
    for (const std::string_view article : articles) breaks += count_breaks(*breaker, article);
  });
  fmt::print(
      "{}: {:.1f} MB, {} tokens: {:.1f} MB/s, {:.1f} x ICU's word breaker alone ({:.1f} MB/s, {} breaks)\n",
      argv[1], static_cast<double>(text.size()) / 1e6, tokens / 5, own, own / icu_alone, icu_alone,
      breaks / 5);
  return 0;
}
