// Any bytes give articles that are well-formed UTF-8 throughout, or rejects; never nothing, but
// for the empty array of JSON. The first byte says which format the rest is read as.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/decode.h"
#include "corpus/error.h"
#include "corpus/reader.h"
#include "corpus/unicode.h"

namespace {

using kartotek::Article;
using kartotek::Format;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

void check(const Article& article) {
  std::vector<std::string> strings = {article.id,    article.source, article.path,
                                      article.title, article.text,   article.url,
                                      article.lang,  article.extra,  article.given_date};
  for (const auto* more : {&article.given_countries, &article.evidence, &article.warnings}) {
    strings.insert(strings.end(), more->begin(), more->end());
  }
  for (const std::string& text : strings) require(kartotek::is_valid_utf8(text), "well-formed UTF-8");
  require(!article.id.empty() && !article.source.empty(), "an id and a source");
  require(!article.title.empty() || !article.text.empty(), "title or text");
  require(article.title.find('\n') == std::string::npos, "a title of one line");
  require(article.extra.empty() || nlohmann::json::parse(article.extra).is_object(),
          "extra is a JSON object");
}

bool is_empty_array(std::string_view bytes) {
  try {
    const nlohmann::json json = nlohmann::json::parse(kartotek::decode(bytes).text, nullptr, false);
    return json.is_array() && json.empty();
  } catch (const kartotek::Error&) {
    return false;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr Format formats[] = {Format::text, Format::json_lines, Format::json};
  const Format format = formats[data[0] % std::size(formats)];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::size_t taken = 0;
  kartotek::read_articles(
      format, kartotek::bytes_of(bytes), {"", "file", "source", "file"},
      [&](Article&& article) {
        check(article);
        ++taken;
      },
      [&](kartotek::Reject&& reject) {
        require(!reject.reason.empty() && kartotek::is_valid_utf8(reject.reason), "a reason");
        ++taken;
      });
  require(taken > 0 || (format == Format::json && is_empty_array(bytes)), "an article or a reject");
  return 0;
}
