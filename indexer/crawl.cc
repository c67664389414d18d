#include "indexer/crawl.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/error.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

bool lies_within(const fs::path& path, const fs::path& root) {
  return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

class Walk {
 public:
  Walk(const Source& source, const std::vector<fs::path>& skipped, Crawl& found)
      : source_(source), root_(fs::canonical(source.path)), found_(found) {
    for (const fs::path& path : skipped) skipped_.push_back(fs::weakly_canonical(path));
  }

  void folder(const fs::path& path) {
    std::error_code error;
    std::vector<fs::path> entries;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
      entries.push_back(entry->path());
    if (error) return fail(path, fmt::format("cannot read the folder: {}", error.message()));
    std::sort(entries.begin(), entries.end());
    for (const fs::path& entry : entries)
      if (!entry.filename().string().starts_with('.')) any(entry);
  }

  void file(const fs::path& path) {
    const std::string relative =
        path == source_.path ? path.filename() : path.lexically_relative(source_.path);
    found_.files.push_back({.file = path,
                            .id_prefix = source_.id_prefix + relative,
                            .source = source_.name,
                            .path = path.string()});
  }

 private:
  void any(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (is_skipped(path)) return ignore();
    if (fs::is_symlink(fs::symlink_status(path, error))) {
      const fs::path target = fs::canonical(path, error);
      if (error) return is_article_file(path) ? reject(path, "dangling link") : ignore();
      // A link to a folder inside is walked where the folder stands.
      if (!lies_within(target, root_) || fs::is_directory(status)) return ignore();
    }
    if (status.type() == fs::file_type::none) return fail(path, "cannot be looked at: " + error.message());
    if (status.type() == fs::file_type::not_found) return ignore();  // gone since the folder was read
    if (fs::is_directory(status)) return folder(path);
    if (!is_article_file(path)) return ignore();
    if (!fs::is_regular_file(status)) return reject(path, "not a regular file");
    file(path);
  }

  bool is_skipped(const fs::path& path) const {
    if (skipped_.empty()) return false;
    const fs::path whole = root_ / path.lexically_relative(source_.path);
    return std::find(skipped_.begin(), skipped_.end(), whole) != skipped_.end();
  }

  void ignore() { ++found_.ignored; }
  // There may be articles here that could not be seen.
  void fail(const fs::path& path, std::string reason) {
    found_.complete = false;
    reject(path, std::move(reason));
  }
  void reject(const fs::path& path, std::string reason) {
    found_.rejects.push_back(
        {.path = path.string(), .position = {}, .reason = std::move(reason), .bytes = {}});
  }

  const Source& source_;
  fs::path root_;
  std::vector<fs::path> skipped_;
  Crawl& found_;
};

}  // namespace

Source parse_source(std::string_view argument) {
  Source source{.path = argument, .name = {}, .id_prefix = {}, .origin = {}};
  const std::size_t equals = argument.find('=');
  std::error_code error;
  if (equals != std::string_view::npos && equals > 0 && argument.find('/') > equals &&
      !fs::exists(source.path, error)) {
    source.name = argument.substr(0, equals);
    source.path = argument.substr(equals + 1);
    source.id_prefix = source.name + "/";
    source.origin = source.name;
  }
  if (source.path == "-") {
    if (source.name.empty()) source.name = "stdin";
    source.origin = source.name;
    return source;
  }
  const fs::file_status status = fs::status(source.path, error);
  if (fs::is_other(status))
    throw Error(ErrorKind::usage,
                fmt::format("SOURCE {} is a pipe, a socket or a device, not a file or a folder",
                            source.path.string()),
                "give - for JSON Lines on standard input, and send it there: indexer NAME=- < PIPE");
  const fs::path absolute = fs::canonical(source.path, error);
  if (error)
    throw Error(ErrorKind::usage,
                fmt::format("SOURCE {} does not exist or cannot be read", source.path.string()),
                "give a file, a folder, or - for JSON Lines on standard input");
  if (fs::is_regular_file(status) && !is_article_file(absolute))
    throw Error(ErrorKind::usage,
                fmt::format("SOURCE {} is not a kind of file that holds articles", source.path.string()),
                "the kinds are .txt .md .jsonl .ndjson .json .html .htm, these as .gz, and .zip .tar .tar.gz "
                ".tgz; rename "
                "it, or give - for JSON Lines on standard input");
  if (source.name.empty()) {
    source.name = absolute.filename().empty() ? "/" : absolute.filename().string();
    source.origin = absolute.string();
  }
  return source;
}

Crawl crawl(const Source& source, const std::vector<fs::path>& skipped) {
  Crawl found;
  Walk walk(source, skipped, found);
  if (fs::is_directory(source.path)) {
    walk.folder(source.path);
  } else {
    walk.file(source.path);
  }
  return found;
}

}  // namespace kartotek
