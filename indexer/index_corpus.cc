#include "indexer/index_corpus.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <memory>
#include <set>

#include "corpus/error.h"
#include "indexer/builder.h"
#include "indexer/clock.h"
#include "indexer/columns.h"
#include "indexer/directory_lock.h"
#include "indexer/dry_run.h"
#include "indexer/generation.h"
#include "indexer/index_description.h"
#include "indexer/rejects.h"
#include "indexer/scan.h"
#include "indexer/schema.h"
#include "indexer/shards.h"
#include "indexer/verify.h"
#include "indexer/writer.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

// Adds the seconds of its life to a count.
class Stopwatch {
 public:
  explicit Stopwatch(double& seconds) : seconds_(seconds) {}
  ~Stopwatch() {
    seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  double& seconds_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::size_t peak_memory() {
  constexpr std::size_t kilobyte = 1024;
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * kilobyte;
}

fs::path rejects_file(const IndexOptions& options) {
  return options.rejects.empty() ? options.index / "rejects.jsonl" : options.rejects;
}

// Of the generation that is live, if its name can be read.
Past past_of(const fs::path& index) {
  try {
    return Past(live_generation(index));
  } catch (const Error&) {
    return {};
  }
}

void check_sources(const std::vector<Source>& sources) {
  std::set<std::string> origins;
  for (const Source& source : sources)
    if (!origins.insert(source.origin).second)
      throw Error(ErrorKind::usage, fmt::format("SOURCE {} is given twice", source.origin),
                  "sources are told apart by NAME, else by path: name one NAME=PATH");
}

// Scans all sources. The first look is at all of them, so that what is plainly wrong stops the run before
// anything is changed.
void scan_all(const IndexOptions& options, ScanParts& parts) {
  Report& counts = parts.tally.counts;
  std::deque<Scan> scans;
  {
    const Stopwatch watch(counts.seconds.crawl);
    for (const Source& source : options.sources)
      scans.emplace_back(source, std::vector{options.index, rejects_file(options)}, parts);
  }
  for (const Scan& scan : scans) scan.check_for_mass_removal();
  const Stopwatch watch(counts.seconds.read);
  for (; !scans.empty(); scans.pop_front()) scans.front().run();
}

// What may be buffered below a ceiling on the whole program.
std::size_t buffers_below(std::size_t ceiling) {
  constexpr std::size_t program = std::size_t{32} << 20;  // with its tables
  return ceiling > 2 * program ? ceiling - program : ceiling / 2;
}

// Threads of an update; where it is one, a build reads no file ahead either. Those beside this one take some
// five megabytes each.
unsigned jobs_below(const IndexOptions& options) {
  constexpr std::size_t worth_it = std::size_t{128} << 20;
  return options.memory < worth_it ? 1 : options.jobs;
}

constexpr std::size_t most_deferred = std::size_t{32} << 20;  // bytes: see ScanParts

ScanParts parts_of(const IndexOptions& options, Intake& intake, Tally& tally) {
  return {.intake = intake,
          .before = {},
          .past = {},
          .now = time_after({}),
          .tally = tally,
          .claims = {},
          .most_deferred = std::min(most_deferred, buffers_below(options.memory) / 16),
          .jobs = jobs_below(options),
          .keep_missing = options.keep_missing,
          .allow_mass_removal = options.allow_mass_removal,
          .on_change = options.on_change};
}

// Of the live generation, as far as its name can be read; else one.
std::size_t live_shards(const fs::path& index) {
  try {
    return shards_of(live_generation(index)).size();
  } catch (const Error&) {
    return 1;
  }
}

bool builds_anew(const IndexOptions& options) {
  return options.rebuild || !has_live_generation(options.index);
}

// Before an update.
void check_shard_count(const IndexOptions& options) {
  const std::size_t live = live_shards(options.index);
  if (options.shards != 0 && options.shards != live)
    throw Error(ErrorKind::usage,
                fmt::format("the index {} has {} shard{}, not {}", options.index.string(), live,
                            live == 1 ? "" : "s", options.shards),
                "--rebuild --shards changes that; without --shards an index keeps what it has");
}

// Fills a new generation and makes it live.
void build(const IndexOptions& options, Tally& tally) {
  Report& counts = tally.counts;
  const std::size_t shards = options.shards > 0 ? options.shards : live_shards(options.index);
  const fs::path generation = new_generation(options.index);
  const bool has_past = has_live_generation(options.index);
  try {
    RejectsFile rejects(rejects_file(options));
    {
      Builder intake(generation, shards, options.jobs, buffers_below(options.memory),
                     [&tally](const std::string& line) { tally.warn(line); });
      ScanParts parts = parts_of(options, intake, tally);
      parts.rejects = &rejects;
      if (has_past) parts.past = past_of(options.index);
      parts.now = time_after(parts.past.time());
      scan_all(options, parts);
      const Stopwatch watch(counts.seconds.commit);
      intake.set_metadata(std::string(metadata_key::time), parts.now);
      intake.finish();
      counts.articles = intake.article_count();
    }
    {
      const Stopwatch watch(counts.seconds.verify);
      verify_new(generation, counts.articles);
    }
    const Stopwatch watch(counts.seconds.commit);
    rejects.close();
    switch_to(options.index, generation);
    rejects.publish();
  } catch (...) {
    std::error_code ignored;  // the next run would remove it
    if (!is_live(options.index, generation)) fs::remove_all(generation, ignored);
    throw;
  }
}

// Xapian takes a table that is not there for an empty one.
void check_tables(const fs::path& generation) {
  for (const fs::path& table : table_files(generation))
    if (!fs::exists(table))
      throw Error(
          ErrorKind::index,
          fmt::format("{} is damaged: it has no {}", table.parent_path().string(), table.filename().string()),
          "run indexer --rebuild with all its sources");
}

// Brings the live generation up to date.
void update(const IndexOptions& options, Tally& tally) {
  const fs::path generation = live_generation(options.index);
  if (!fs::exists(generation))
    throw Error(ErrorKind::index, fmt::format("{} is gone", generation.string()),
                "run indexer --rebuild with all its sources");
  check_shard_count(options);
  check_tables(generation);
  RejectsFile rejects(rejects_file(options));
  Writer writer(
      generation, buffers_below(options.memory), [&tally](const std::string& line) { tally.warn(line); },
      jobs_below(options));
  ScanParts parts = parts_of(options, writer, tally);
  parts.before = writer.holdings();
  parts.live = &writer;
  parts.rejects = &rejects;
  scan_all(options, parts);
  const Stopwatch watch(tally.counts.seconds.commit);
  rejects.close();
  writer.finish();
  tally.counts.articles = writer.article_count();
  rejects.publish();
  try {
    for (const fs::path& shard : shards_of(generation)) {
      std::optional<Columns> columns = Columns::open(shard, Xapian::Database(shard.string()));
      if (!columns || !columns->read()) write_columns(shard);
    }
  } catch (const Error& error) {  // what is in is in, and is answered from without them, too
    tally.warn(fmt::format("{}; answers are slower until the next run", error.what()));
  } catch (const Xapian::Error& error) {
    tally.warn(fmt::format("{}; answers are slower until the next run", error.get_description()));
  }
}

// Counts what update() or build() would do.
void look_only(const IndexOptions& options, Tally& tally) {
  DryRun intake([&tally](const std::string& line) { tally.warn(line); });
  ScanParts parts = parts_of(options, intake, tally);
  if (!builds_anew(options)) {
    check_shard_count(options);
    const Xapian::Database live = open_shards(live_generation(options.index));
    check_described_alike(live, options.index);
    parts.before.emplace(live);
  }
  scan_all(options, parts);
  const Report& counts = tally.counts;
  tally.counts.articles = (parts.before ? parts.before->article_count() : 0) + counts.added - counts.removed;
}

Report index_all(const IndexOptions& options) {
  check_sources(options.sources);
  Tally tally(options.warn, options.progress);
  double total = 0;
  {
    const Stopwatch watch(total);
    if (options.dry_run) {
      look_only(options, tally);
    } else {
      const DirectoryLock lock(options.index, options.patience);
      remove_leftovers(options.index);
      if (builds_anew(options)) {
        build(options, tally);
      } else {
        update(options, tally);
      }
      tally.counts.generation = live_generation(options.index).filename();
    }
  }
  Report report = tally.report();
  report.seconds.total = total;
  report.peak_memory_bytes = peak_memory();
  return report;
}

Error damaged(const std::string& index, const Xapian::Error& error) {
  return {ErrorKind::index, fmt::format("the index {} is damaged: {}", index, error.get_msg()),
          "run indexer --rebuild with all its sources"};
}

// Does `work` on an index; errors of Xapian and of the file system are told as ours.
template <class Work>
auto telling_of(const fs::path& directory, Work work) {
  const std::string index = directory.string();
  try {
    return work();
  } catch (const Xapian::DatabaseCorruptError& error) {
    throw damaged(index, error);
  } catch (const Xapian::DatabaseOpeningError& error) {
    throw damaged(index, error);
  } catch (const Xapian::Error& error) {
    throw Error(ErrorKind::io, fmt::format("cannot write the index {}: {}", index, error.get_description()),
                "may the folder be written to? is the disk full?");
  } catch (const std::filesystem::filesystem_error& error) {
    throw Error(ErrorKind::io, fmt::format("{}: {}", error.path1().string(), error.code().message()));
  } catch (const std::system_error& error) {  // Nothing else throws one.
    throw lack_of_threads(error);
  }
}

}  // namespace

void roll_back(const fs::path& index, std::chrono::milliseconds patience) {
  telling_of(index, [&] {
    live_generation(index);
    const DirectoryLock lock(index, patience);
    const fs::path previous = previous_generation(index);
    verify_all(previous);
    switch_to(index, previous);
  });
}

std::size_t verify_index(const fs::path& index, std::chrono::milliseconds patience) {
  return telling_of(index, [&] {
    live_generation(index);
    const DirectoryLock lock(index, patience);
    return verify_all(live_generation(index));
  });
}

Report index_corpus(const IndexOptions& options) {
  return telling_of(options.index, [&] { return index_all(options); });
}

}  // namespace kartotek
