#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/unicode.h"
#include "indexer/analyzer.h"
#include "searcher/snippet.h"

// Any bytes, in any language: tokens lie in the text and in order; the snippet of any choice of them is
// well-formed and its highlights lie inside it, one behind the other.

namespace {

using kartotek::Language;

constexpr std::array<Language, 6> languages{Language::unknown, Language::en, Language::tr,
                                            Language::az,      Language::ru, Language::uk};

[[noreturn]] void fail(const char* why) {
  std::cerr << why << '\n';
  std::abort();
}

void check(const std::vector<kartotek::Token>& tokens, std::string_view text) {
  std::uint32_t position = 1;
  for (const kartotek::Token& token : tokens) {
    if (token.word == nullptr || token.word->term.empty()) fail("a token without a term");
    if (token.span.begin >= token.span.end || token.span.end > text.size()) fail("a token outside the text");
    if (token.position < position) fail("positions that go back");
    position = token.position;
  }
}

// Every word whose bit is set in `choice`, as a Highlighter would give them.
std::vector<kartotek::Match> choose(const std::vector<kartotek::Token>& tokens, std::uint64_t choice) {
  std::vector<kartotek::Match> matches;
  std::size_t end = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if ((choice >> (i % 64) & 1U) == 0 || tokens[i].span.begin < end) continue;
    matches.push_back({tokens[i].span, static_cast<unsigned>(i % 3)});
    end = tokens[i].span.end;
  }
  return matches;
}

void check(const kartotek::Snippet& snippet, std::size_t room) {
  if (!kartotek::is_valid_utf8(snippet.text)) fail("a snippet that is no UTF-8");
  const std::size_t length = kartotek::count_code_points(snippet.text);
  if (length > room) fail("a snippet that is too long");
  std::size_t behind = 0;
  for (const auto& [begin, end] : snippet.highlights) {
    if (begin < behind || begin >= end || end > length) fail("a highlight outside the snippet");
    behind = end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static kartotek::Analyzer analyzer;
  constexpr std::size_t header = sizeof(std::uint64_t) + 1;
  if (size < header) return 0;
  std::uint64_t choice = 0;
  for (std::size_t i = 0; i < sizeof choice; ++i) choice = choice << 8U | data[i];
  const std::size_t length = data[header - 1] + std::size_t{1};
  const std::string_view text(reinterpret_cast<const char*>(data) + header, size - header);
  for (const Language language : languages) {
    const std::vector<kartotek::Token>& tokens = analyzer.tokens(text, language);
    check(tokens, text);
    // Snippets are made of stored text, which is well-formed.
    if (!kartotek::is_valid_utf8(text)) continue;
    const kartotek::Story story{
        .title = std::string(text.substr(0, 1)), .text = std::string(text), .gaps = {}};
    check(kartotek::make_snippet(story, choose(tokens, choice), {1, 2, 3}, length), length);
  }
  return 0;
}
