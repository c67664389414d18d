#include "indexer/index_corpus.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <xapian.h>

#include <chrono>
#include <memory>

#include "corpus/error.h"
#include "indexer/builder.h"
#include "indexer/directory_lock.h"
#include "indexer/generation.h"
#include "indexer/rejects.h"
#include "indexer/run.h"
#include "indexer/writer.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

std::string now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::now()));
}

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
    Tally tally(options.warn, options.progress);
    const OnWarning warn = [&tally](const std::string& line) { tally.warn(line); };
    const auto live = anew ? nullptr : std::make_unique<Writer>(database, options.memory, warn);
    const auto built =
        anew ? std::make_unique<Builder>(database, options.jobs, options.memory, warn) : nullptr;
    Intake& intake = anew ? static_cast<Intake&>(*built) : *live;
    Run run({options.index, rejects_path}, time, intake, live.get(), rejects, tally);
    for (const Source& source : options.sources) run.source(source);
    intake.finish();
    report = tally.report();
    report.articles = intake.article_count();
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
