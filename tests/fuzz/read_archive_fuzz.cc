// Any bytes as an archive or a compressed file give well-formed articles or rejects, in bounded memory, and
// never nothing; from a file, where a zip archive is read by its table of contents, and as a stream.
// The first byte says which.

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string_view>

#include "corpus/read_archive.h"
#include "tests/fuzz/article_oracle.h"

namespace {

using namespace kartotek;

constexpr std::uint64_t allowed = std::uint64_t{1} << 20;

void read(bool gzip, const ByteSource& bytes, std::FILE* from, std::size_t size) {
  std::size_t taken = 0;
  const OnArticle on_article = [&](Article&& article) {
    check(article);
    ++taken;
  };
  const OnReject on_reject = [&](Reject&& reject) {
    require(!reject.reason.empty() && is_valid_utf8(reject.path), "a reason and a path");
    ++taken;
  };
  ExpansionLimit limit(size, allowed);
  const SourceFile file{"x.jsonl.gz", "file", "source", "file"};
  if (gzip) read_gzip(counted(bytes, limit), file, limit, on_article, on_reject);
  if (!gzip) read_archive(counted(bytes, limit), from, file, limit, on_article, on_reject);
  require(taken > 0, "an article or a reject");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 3 == 0) {
    read(true, bytes_of(bytes), nullptr, bytes.size());
  } else if (data[0] % 3 == 1) {
    read(false, bytes_of(bytes), nullptr, bytes.size());
  } else {
    static std::FILE* const file = std::tmpfile();
    std::rewind(file);
    std::fwrite(bytes.data(), 1, bytes.size(), file);
    std::fflush(file);
    if (ftruncate(fileno(file), static_cast<off_t>(bytes.size())) != 0) return 0;
    std::rewind(file);
    read(false, bytes_of(file), file, bytes.size());
  }
  return 0;
}
