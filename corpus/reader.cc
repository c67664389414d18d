#include "corpus/reader.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "corpus/error.h"
#include "corpus/read_json.h"
#include "corpus/read_text.h"

namespace kartotek {

Format format_of(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (ending == ".txt" || ending == ".md") return Format::text;
  if (ending == ".jsonl" || ending == ".ndjson") return Format::json_lines;
  if (ending == ".json") return Format::json;
  return Format::none;
}

void read_articles(const SourceFile& file, const OnArticle& on_article, const OnReject& on_reject) {
  const Format format = format_of(file.file);
  std::error_code unknown;
  const std::uintmax_t size = std::filesystem::file_size(file.file, unknown);
  if (format != Format::json_lines && !unknown && size > largest_text) {
    throw Error(ErrorKind::io, too_large(largest_text));  // before half a gigabyte was read to find out
  }
  const auto close = [](std::FILE* open) { std::fclose(open); };  // only read: closing cannot fail
  const std::unique_ptr<std::FILE, decltype(close)> opened(std::fopen(file.file.c_str(), "rb"), close);
  if (!opened) throw Error(ErrorKind::io, "cannot be opened: " + std::generic_category().message(errno));
  read_articles(format, bytes_of(opened.get()), file, on_article, on_reject);
}

void read_articles(Format format, const ByteSource& bytes, const SourceFile& file,
                   const OnArticle& on_article, const OnReject& on_reject) {
  switch (format) {
    case Format::text:
      return read_text(bytes, file, on_article, on_reject);
    case Format::json_lines:
      return read_json_lines(bytes, file, on_article, on_reject);
    case Format::json:
      return read_json(bytes, file, on_article, on_reject);
    case Format::none:
      break;
  }
  throw std::logic_error("not a file of articles: " + file.path);
}

}  // namespace kartotek
