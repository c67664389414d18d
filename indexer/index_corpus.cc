#include "indexer/index_corpus.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>
#include <xapian.h>

#include <chrono>
#include <cstdio>
#include <fstream>

#include "corpus/error.h"
#include "corpus/understand.h"
#include "indexer/generation.h"
#include "indexer/rejects.h"
#include "indexer/writer.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

std::string now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::now()));
}

// One run over all sources.
class Run {
 public:
  // `own`: paths of ours, which are no articles though they may lie below a SOURCE.
  Run(const IndexOptions& options, std::vector<fs::path> own, Writer& writer, RejectsFile& rejects,
      Report& report)
      : options_(options), own_(std::move(own)), writer_(writer), rejects_(rejects), report_(report) {}

  void source(const Source& source) {
    const std::size_t before = seen_;
    origin_ = source.origin;
    if (source.path == "-") {
      read_articles(
          Format::json_lines, bytes_of(stdin),
          {.file = "-", .id_prefix = source.id_prefix + "stdin", .source = source.name, .path = "-"},
          on_article(), on_reject());
    } else {
      const Crawl found = crawl(source, own_);
      for (const Reject& reject : found.rejects) refuse(reject);
      for (const SourceFile& file : found.files) read(file);
    }
    if (seen_ == before) {
      report_.empty_sources.push_back(source.path.string());
      warn(fmt::format("SOURCE {} has no article", source.path.string()));
    }
  }

 private:
  void read(const SourceFile& file) {
    try {
      read_articles(file, on_article(), on_reject());
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::io || writing_failed_) throw;
      refuse({.path = file.path, .position = {}, .reason = error.what(), .bytes = {}});
    }
  }

  std::function<void(Article&&)> on_article() {
    return [this](Article&& article) { take(std::move(article)); };
  }
  std::function<void(Reject&&)> on_reject() {
    return [this](Reject&& reject) { refuse(reject); };
  }

  void take(Article&& article) {
    ++seen_;
    understand(article);
    for (const std::string& warning : article.warnings) warn(fmt::format("{}: {}", article.id, warning));
    report_.bytes += article.title.size() + article.text.size();
    try {
      count(writer_.put(article, origin_));
    } catch (const Error&) {
      writing_failed_ = true;
      throw;
    } catch (const std::runtime_error& error) {
      refuse({.path = article.path, .position = article.id, .reason = error.what(), .bytes = article.text});
    }
    options_.progress(report_);
  }

  void count(Writer::Outcome outcome) {
    switch (outcome) {
      case Writer::Outcome::added:
        ++report_.added;
        break;
      case Writer::Outcome::updated:
        ++report_.updated;
        break;
      case Writer::Outcome::unchanged:
        ++report_.unchanged;
        break;
      case Writer::Outcome::replaced:
        ++report_.duplicates;
        break;
    }
  }

  void refuse(const Reject& reject) {
    ++seen_;
    ++report_.rejected;
    rejects_.add(reject);
    options_.warn(fmt::format("rejected {}{}{}: {}", reject.path, reject.position.empty() ? "" : " ",
                              reject.position, reject.reason));
  }

  void warn(const std::string& line) {
    ++report_.warnings;
    options_.warn(line);
  }

  const IndexOptions& options_;
  std::vector<fs::path> own_;
  Writer& writer_;
  RejectsFile& rejects_;
  Report& report_;
  std::string origin_;
  std::size_t seen_ = 0;         // articles and rejects
  bool writing_failed_ = false;  // an error of the index, not of the file being read
};

// Holds DIR/lock, so that one indexer at a time is at work in a directory. The file stays; the lock goes with
// the process.
class DirectoryLock {
 public:
  explicit DirectoryLock(const fs::path& index) {
    fs::create_directories(index);
    const fs::path path = index / "lock";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file_ < 0)
      throw Error(ErrorKind::io, fmt::format("cannot write to the index {}", index.string()),
                  "may the folder be written to?");
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
      std::string pid;
      std::getline(std::ifstream(path), pid);
      ::close(file_);
      throw Error(ErrorKind::locked,
                  fmt::format("another indexer (process {}) is at work on {}", pid, index.string()),
                  "wait for it to end");
    }
    const std::string pid = fmt::format("{}\n", ::getpid());
    if (::ftruncate(file_, 0) != 0 || ::write(file_, pid.data(), pid.size()) < 0) {
      ::close(file_);
      throw Error(ErrorKind::io, fmt::format("cannot write to the index {}", index.string()),
                  "is the disk full?");
    }
  }
  ~DirectoryLock() { ::close(file_); }
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

 private:
  int file_;
};

Report index_all(const IndexOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const std::string time = now();
  const DirectoryLock lock(options.index);
  const bool anew = options.rebuild || !has_live_generation(options.index);
  const fs::path database = anew ? new_generation(options.index) : live_generation(options.index);
  if (!anew && !fs::exists(database))
    throw Error(ErrorKind::index, fmt::format("{} is gone", database.string()),
                "run indexer --rebuild with all its sources");
  const fs::path rejects_path = options.rejects.empty() ? options.index / "rejects.jsonl" : options.rejects;
  Report report;
  try {
    RejectsFile rejects(rejects_path, time);
    Writer writer(database, options.memory, time);
    Run run(options, {options.index, rejects_path}, writer, rejects, report);
    for (const Source& source : options.sources) run.source(source);
    writer.commit();
    report.articles = writer.article_count();
    rejects.close();
  } catch (...) {
    if (anew) fs::remove_all(database);
    throw;
  }
  if (anew) switch_to(options.index, database);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

Error damaged(const std::string& index, const Xapian::Error& error) {
  return {ErrorKind::index, fmt::format("the index {} is damaged: {}", index, error.get_msg()),
          "run indexer --rebuild with all its sources"};
}

}  // namespace

Report index_corpus(const IndexOptions& options) {
  const std::string index = options.index.string();
  try {
    return index_all(options);
  } catch (const Xapian::DatabaseCorruptError& error) {
    throw damaged(index, error);
  } catch (const Xapian::DatabaseOpeningError& error) {
    throw damaged(index, error);
  } catch (const Xapian::Error& error) {
    throw Error(ErrorKind::io, fmt::format("cannot write the index {}: {}", index, error.get_description()),
                "may the folder be written to? is the disk full?");
  } catch (const std::filesystem::filesystem_error& error) {
    throw Error(ErrorKind::io, fmt::format("{}: {}", error.path1().string(), error.code().message()));
  }
}

}  // namespace kartotek
