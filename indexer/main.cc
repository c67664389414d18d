#include <fmt/format.h>
#ifdef KARTOTEK_MIMALLOC
#include <mimalloc.h>
#endif
#include <unistd.h>
#include <xapian.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <iostream>

#include "corpus/error.h"
#include "indexer/index_corpus.h"
#include "indexer/open_files.h"
#include "indexer/option_errors.h"
#include "indexer/print_report.h"
#include "indexer/shards.h"

namespace {

struct Options {
  std::string index;
  std::vector<std::string> sources;
  std::uint64_t memory = std::uint64_t{1} << 30;
  std::string rejects;
  std::string report;
  double lock_timeout = 0;  // seconds
  unsigned jobs = 0;
  std::size_t shards = 0;
  bool rebuild = false;
  bool keep_missing = false;
  bool allow_mass_removal = false;
  bool dry_run = false;
  bool verify = false;
  bool rollback = false;
  bool quiet = false;
  bool verbose = false;
};

constexpr const char* footer = R"(Exit status:
  0 done    1 done, some articles rejected    2 bad usage    3 locked by another indexer
  4 index damaged or of another schema    5 input or disk failed, or too much is gone; the index is as it was)";

void declare_changes(CLI::App& app, Options& options) {
  app.add_flag("--rebuild", options.rebuild, "build anew beside the live index, check it, then switch");
  app.add_flag("--keep-missing", options.keep_missing,
               "do not remove articles that are gone from their source");
  app.add_flag("--allow-mass-removal", options.allow_mass_removal,
               "remove them even if they are more than half of a source");
  app.add_flag("--dry-run", options.dry_run, "say what would change, change nothing");
  app.add_flag("--verify", options.verify, "check the whole index and exit");
  app.add_flag("--rollback", options.rollback, "go back to the index before the last --rebuild and exit");
}

void declare(CLI::App& app, Options& options) {
  app.description("Reads news articles into an index that searcher answers from.");
  app.footer(footer);
  app.set_version_flag("--version", "indexer (Kartotek) " KARTOTEK_VERSION);
  app.add_option("--index", options.index, "the index directory")
      ->envname("KARTOTEK_INDEX")
      ->required()
      ->type_name("DIR");
  app.add_option(
      "SOURCE", options.sources,
      "a file or folder of .txt .md .jsonl .ndjson .json .html .htm, these as .gz, .zip .tar .tar.gz .tgz of "
      "them, or - for JSON Lines on standard input; NAME=PATH puts NAME/ before its ids");
  declare_changes(app, options);
  app.add_option("--memory", options.memory, "ceiling on what is buffered, e.g. 512M; default 1G")
      ->transform(kartotek::size_in_bytes())
      ->type_name("SIZE");
  app.add_option("--shards", options.shards,
                 "databases that a new index, or one built anew, is cut into; default: as it has, else 1")
      ->type_name("N")
      ->check(kartotek::whole_number(1, kartotek::most_shards));
  app.add_option("--jobs", options.jobs, "threads; default: the cores there are")
      ->type_name("N")
      ->check(kartotek::whole_number(1, 1024));
  app.add_option("--lock-timeout", options.lock_timeout, "how long to wait for another indexer; default 0")
      ->type_name("SECONDS")
      ->check(kartotek::seconds());
  app.add_option("--rejects", options.rejects,
                 "where articles that cannot be taken are listed; default DIR/rejects.jsonl")
      ->type_name("FILE");
  app.add_option("--report", options.report, "write counts and times of the run here, as JSON")
      ->type_name("FILE");
  app.add_flag("--quiet", options.quiet, "say nothing but errors");
  app.add_flag("--verbose", options.verbose, "say every change, warning and reject, each on a line");
}

std::chrono::milliseconds patience_of(const Options& options) {
  constexpr double milliseconds = 1000;
  return std::chrono::milliseconds(static_cast<std::int64_t>(options.lock_timeout * milliseconds));
}

// All of what index_corpus() is to do but for the progress.
kartotek::IndexOptions wanted_of(const Options& options) {
  kartotek::IndexOptions wanted;
  wanted.index = options.index;
  wanted.memory = options.memory;
  wanted.jobs = options.jobs;
  wanted.shards = options.shards;
  wanted.rejects = options.rejects;
  wanted.rebuild = options.rebuild;
  wanted.dry_run = options.dry_run;
  wanted.keep_missing = options.keep_missing;
  wanted.allow_mass_removal = options.allow_mass_removal;
  wanted.patience = patience_of(options);
  if (options.verbose || (options.dry_run && !options.quiet))
    wanted.warn = [](const std::string& line) { fmt::print(stderr, "{}\n", kartotek::plain_line(line)); };
  if (options.verbose || (options.dry_run && !options.quiet)) {
    std::FILE* const out = options.dry_run ? stdout : stderr;
    wanted.on_change = [out](std::string_view change, const std::string& id) {
      fmt::print(out, "{} {}\n", change, kartotek::plain_line(id));
    };
  }
  for (const std::string& source : options.sources) wanted.sources.push_back(kartotek::parse_source(source));
  return wanted;
}

// Below a low ceiling, what the allocator keeps to be quicker goes back at once: of 80 MB at 64M it was 20.
void keep_memory_low([[maybe_unused]] std::uint64_t ceiling) {
#ifdef KARTOTEK_MIMALLOC
  constexpr std::uint64_t low = std::uint64_t{256} << 20;
#if MI_MALLOC_VERSION >= 210
  const mi_option_t delay = mi_option_purge_delay;
#else
  const mi_option_t delay = mi_option_decommit_delay;
#endif
  if (ceiling <= low) mi_option_set(delay, 0);
#endif
}

// Whether progress is shown: to people, where nothing else is written between.
bool is_watched(const Options& options) {
  return !options.quiet && !options.verbose && !options.dry_run && isatty(STDERR_FILENO) != 0;
}

int index(const Options& options) {
  keep_memory_low(options.memory);
  kartotek::IndexOptions wanted = wanted_of(options);
  kartotek::ProgressLine line;
  const bool watched = is_watched(options);
  if (watched) wanted.progress = [&line](const kartotek::Report& report) { line.show(report); };
  if (!options.report.empty()) kartotek::check_report(options.report);
  const kartotek::Report report = kartotek::index_corpus(wanted);
  if (watched) kartotek::ProgressLine::clear();
  for (const std::string& source :
       options.verbose || options.dry_run ? std::vector<std::string>() : report.empty_sources)
    fmt::print(stderr, "indexer: warning: {} has no article\n", source);
  const int exit = report.rejected > 0 ? 1 : 0;
  if (!options.report.empty()) kartotek::write_report(report, exit, {}, options.report);
  if (options.quiet) return exit;
  fmt::print("{}\n", kartotek::summary_of(report, options.index, options.dry_run));
  if (report.rejected > 0 && !options.dry_run)
    fmt::print(stderr, "indexer: {} rejected: see {}\n", report.rejected,
               options.rejects.empty() ? options.index + "/rejects.jsonl" : options.rejects);
  return exit;
}

int run(const Options& options) {
  if (options.verify && options.rollback)
    throw kartotek::Error(kartotek::ErrorKind::usage, "--verify and --rollback are two things", "give one");
  if (options.sources.empty() != (options.verify || options.rollback))
    throw kartotek::Error(
        kartotek::ErrorKind::usage,
        options.sources.empty() ? "SOURCE is missing" : "--verify and --rollback take no SOURCE",
        "see --help");
  if (options.rollback) {
    kartotek::roll_back(options.index, patience_of(options));
    if (!options.quiet) fmt::print("{} is back at the generation before\n", options.index);
    return 0;
  }
  if (options.verify) {
    const std::size_t articles = kartotek::verify_index(options.index, patience_of(options));
    if (!options.quiet) fmt::print("{} is sound: {} articles\n", options.index, articles);
    return 0;
  }
  return index(options);
}

int exit_code(kartotek::ErrorKind kind) {
  switch (kind) {
    case kartotek::ErrorKind::usage:
      return 2;
    case kartotek::ErrorKind::locked:
      return 3;
    case kartotek::ErrorKind::index:
      return 4;
    case kartotek::ErrorKind::io:
      return 5;
  }
  return 5;
}

int failed(const Options& options, const kartotek::Error& error) {
  const int exit = exit_code(error.kind());
  if (is_watched(options)) kartotek::ProgressLine::clear();
  fmt::print(stderr, "indexer: {}\n", kartotek::plain_line(error.what()));
  if (!error.hint().empty()) fmt::print(stderr, "indexer: {}\n", kartotek::plain_line(error.hint()));
  if (options.report.empty()) return exit;
  try {
    kartotek::write_report({}, exit, error.what(), options.report);
  } catch (const kartotek::Error& another) {
    if (error.what() != std::string_view(another.what())) fmt::print(stderr, "indexer: {}\n", another.what());
  }
  return exit;
}

const Options* options_of_run = nullptr;

// Xapian 1.4 throws in destructors where the disk is full while it is told of that. What was not committed is
// then lost, as when the process is killed.
[[noreturn]] void end_at_once() {
  std::string reason = "Xapian could not go on";
  try {
    if (const std::exception_ptr error = std::current_exception()) std::rethrow_exception(error);
  } catch (const Xapian::Error& error) {
    reason = error.get_description();
  } catch (const std::exception& error) {
    reason = error.what();
  } catch (...) {  // then it stays at that
  }
  const kartotek::Error error(kartotek::ErrorKind::io,
                              fmt::format("cannot write the index {}: {}", options_of_run->index, reason),
                              "is the disk full? the index is as it was at the last commit");
  ::_exit(failed(*options_of_run, error));
}

int program(int argc, char** argv) {
  CLI::App app("", "indexer");
  app.failure_message([](const CLI::App* parser, const CLI::Error& error) {
    return kartotek::plain_failure(*parser, error);
  });
  Options options;
  declare(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  kartotek::allow_many_open_files();
  options_of_run = &options;
  std::set_terminate(end_at_once);
  try {
    return run(options);
  } catch (const kartotek::Error& error) {
    return failed(options, error);
  } catch (const std::exception& error) {  // no memory
    return failed(options, kartotek::Error(kartotek::ErrorKind::io, error.what()));
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return program(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "indexer: %s\n", error.what());
    return 5;
  }
}
