// Any bytes as a page give one article that is well-formed, before and after it is understood, or a reject.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "corpus/read_html.h"
#include "corpus/understand.h"
#include "tests/fuzz/article_oracle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using kartotek::require;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::size_t taken = 0;
  kartotek::read_html(
      kartotek::bytes_of(bytes), {"", "file", "source", "file"},
      [&](kartotek::Article&& article) {
        kartotek::check(article);
        kartotek::understand(article);
        kartotek::check(article);
        ++taken;
      },
      [&](kartotek::Reject&& reject) {
        require(!reject.reason.empty() && kartotek::is_valid_utf8(reject.reason), "a reason");
        require(reject.bytes == bytes, "the bytes as they were");
        ++taken;
      });
  require(taken == 1, "one article or one reject");
  return 0;
}
