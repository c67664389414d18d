// Any bytes give articles that are well-formed UTF-8 throughout, or rejects; never nothing, but
// for the empty array of JSON. The first byte says which format the rest is read as.

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "corpus/decode.h"
#include "corpus/error.h"
#include "corpus/reader.h"
#include "corpus/unicode.h"
#include "tests/fuzz/article_oracle.h"

namespace {

using kartotek::Article;
using kartotek::check;
using kartotek::Format;
using kartotek::require;

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
