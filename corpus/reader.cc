#include "corpus/reader.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "corpus/ascii.h"
#include "corpus/damaged.h"
#include "corpus/error.h"
#include "corpus/read_archive.h"
#include "corpus/read_html.h"
#include "corpus/read_json.h"
#include "corpus/read_text.h"

namespace kartotek {

namespace {

bool is_read_whole(Format format) {
  return format == Format::text || format == Format::json || format == Format::html;
}

void read(Format format, const ByteSource& bytes, std::FILE* from, ExpansionLimit& limit,
          const SourceFile& file, const OnArticle& on_article, const OnReject& on_reject) {
  switch (format) {
    case Format::text:
      return read_text(bytes, file, on_article, on_reject);
    case Format::json_lines:
      return read_json_lines(bytes, file, on_article, on_reject);
    case Format::json:
      return read_json(bytes, file, on_article, on_reject);
    case Format::html:
      return read_html(bytes, file, on_article, on_reject);
    case Format::gzip:
      return read_gzip(counted(bytes, limit), file, limit, on_article, on_reject);
    case Format::archive:
      return read_archive(counted(bytes, limit), from, file, limit, on_article, on_reject);
    case Format::none:
      break;
  }
  throw std::logic_error("not a file of articles: " + file.path);
}

// `on_reject`, spared from what no rejects file should hold of one reject.
OnReject cut_to_size(const OnReject& on_reject) {
  return [&on_reject](Reject&& reject) {
    if (reject.bytes.size() > most_of_reject) {
      reject.reason += " (the first " + std::to_string(most_of_reject >> 20) + " MiB of " +
                       std::to_string(reject.bytes.size()) + " bytes are kept)";
      reject.bytes.resize(most_of_reject);
      reject.bytes.shrink_to_fit();
    }
    on_reject(std::move(reject));
  };
}

}  // namespace

Format format_of(const std::filesystem::path& file) {
  const std::string ending = ascii_small(file.extension().string());
  if (ending == ".txt" || ending == ".md") return Format::text;
  if (ending == ".jsonl" || ending == ".ndjson") return Format::json_lines;
  if (ending == ".json") return Format::json;
  if (ending == ".html" || ending == ".htm") return Format::html;
  if (ending == ".zip" || ending == ".tar" || ending == ".tgz") return Format::archive;
  if (ending != ".gz") return Format::none;
  if (ascii_small(file.stem().extension().string()) == ".tar") return Format::archive;
  const Format inside = format_of(file.stem());
  return is_read_whole(inside) || inside == Format::json_lines ? Format::gzip : Format::none;
}

void read_articles(const SourceFile& file, const OnArticle& on_article, const OnReject& on_reject) {
  const Format format = format_of(file.file);
  std::error_code unknown;
  // To open a pipe waits for whoever writes to it.
  if (std::filesystem::is_other(std::filesystem::status(file.file, unknown)))
    throw Error(ErrorKind::io, "is a pipe, a socket or a device, not a file");
  const std::uintmax_t size = std::filesystem::file_size(file.file, unknown);
  const auto close = [](std::FILE* open) { std::fclose(open); };  // only read: closing cannot fail
  const std::unique_ptr<std::FILE, decltype(close)> opened(std::fopen(file.file.c_str(), "rb"), close);
  if (!opened) throw Error(ErrorKind::io, "cannot be opened: " + std::generic_category().message(errno));
  if (file.passed_over.bytes > 0 &&
      ::fseeko(opened.get(), static_cast<off_t>(file.passed_over.bytes), SEEK_SET) != 0)
    throw Error(ErrorKind::io,
                "cannot be read from its middle on: " + std::generic_category().message(errno));
  const ByteSource bytes = bytes_of(opened.get());
  if (is_read_whole(format) && !unknown &&
      size > largest_text)  // before half a gigabyte was read to find out
    return on_reject({file.path, "", too_large(largest_text), read_up_to(bytes, Damaged::most_shown)});
  ExpansionLimit limit(unknown ? UINT64_MAX : size);
  try {
    read(format, bytes, opened.get(), limit, file, on_article, cut_to_size(on_reject));
  } catch (const Damaged& damaged) {
    on_reject({file.path, "", damaged.what(), damaged.bytes()});
  }
}

void read_articles(Format format, const ByteSource& bytes, const SourceFile& file,
                   const OnArticle& on_article, const OnReject& on_reject) {
  ExpansionLimit limit;
  read(format, bytes, nullptr, limit, file, on_article, cut_to_size(on_reject));
}

}  // namespace kartotek
