#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "corpus/error.h"
#include "indexer/index_corpus.h"

namespace {

struct Options {
  std::string index;
  std::vector<std::string> sources;
  std::uint64_t memory = std::uint64_t{1} << 30;
  std::string rejects;
  bool rebuild = false;
  bool quiet = false;
  bool verbose = false;
};

constexpr const char* footer = R"(Exit status:
  0 done    1 done, some articles rejected    2 bad usage    3 locked by another indexer
  4 index damaged or of another schema    5 input or disk failed; the index is as at its last commit)";

void declare(CLI::App& app, Options& options) {
  app.description("Reads news articles into an index that searcher answers from.");
  app.footer(footer);
  app.set_version_flag("--version", "indexer (Kartotek) " KARTOTEK_VERSION);
  app.add_option("--index", options.index, "the index directory")
      ->envname("KARTOTEK_INDEX")
      ->required()
      ->type_name("DIR");
  app.add_option("SOURCE", options.sources,
                 "a file or folder of .txt .md .jsonl .ndjson .json, or - for JSON Lines on standard input; "
                 "NAME=PATH puts NAME/ before its ids")
      ->required();
  app.add_option("--memory", options.memory, "ceiling on what is buffered, e.g. 512M")
      ->transform(CLI::AsSizeValue(false))
      ->type_name("SIZE");
  app.add_option("--rejects", options.rejects,
                 "where articles that cannot be taken are listed; default DIR/rejects.jsonl")
      ->type_name("FILE");
  app.add_flag("--rebuild", options.rebuild, "build anew beside the live index, check it, then switch");
  app.add_flag("--quiet", options.quiet, "say nothing but errors");
  app.add_flag("--verbose", options.verbose, "say every warning and every reject");
}

// Rate and count on one line that is written over; only where a person watches.
class ProgressLine {
 public:
  void show(const kartotek::Report& report) {
    const auto now = std::chrono::steady_clock::now();
    if (now - shown_ < std::chrono::milliseconds(200)) return;
    shown_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const auto articles =
        static_cast<double>(report.added + report.updated + report.unchanged + report.duplicates);
    fmt::print(stderr, "\r{:.0f} articles, {:.0f}/s, {:.1f} MB/s\033[K", articles, articles / seconds,
               static_cast<double>(report.bytes) / 1e6 / seconds);
    std::fflush(stderr);
  }
  void clear() const { fmt::print(stderr, "\r\033[K"); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point shown_ = start_;
};

int run(const Options& options) {
  kartotek::IndexOptions wanted;
  wanted.index = options.index;
  wanted.memory = options.memory;
  wanted.rejects = options.rejects;
  wanted.rebuild = options.rebuild;
  for (const std::string& source : options.sources) wanted.sources.push_back(kartotek::parse_source(source));
  if (options.verbose) wanted.warn = [](const std::string& line) { fmt::print(stderr, "{}\n", line); };
  ProgressLine line;
  const bool watched = !options.quiet && !options.verbose && isatty(STDERR_FILENO);
  if (watched) wanted.progress = [&line](const kartotek::Report& report) { line.show(report); };
  const kartotek::Report report = kartotek::index_corpus(wanted);
  if (watched) line.clear();
  for (const std::string& source : options.verbose ? std::vector<std::string>() : report.empty_sources)
    fmt::print(stderr, "indexer: warning: {} has no article\n", source);
  if (!options.quiet) {
    fmt::print(
        "{} articles in {}: {} added, {} updated, {} unchanged, {} rejected, {} warnings, {} duplicate ids; "
        "{:.1f} s\n",
        report.articles, options.index, report.added, report.updated, report.unchanged, report.rejected,
        report.warnings, report.duplicates, report.seconds);
    if (report.rejected > 0)
      fmt::print(stderr, "indexer: {} rejected: see {}\n", report.rejected,
                 options.rejects.empty() ? options.index + "/rejects.jsonl" : options.rejects);
  }
  return report.rejected > 0 ? 1 : 0;
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

int program(int argc, char** argv) {
  CLI::App app;
  Options options;
  declare(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    return run(options);
  } catch (const kartotek::Error& error) {
    fmt::print(stderr, "indexer: {}\n", error.what());
    if (!error.hint().empty()) fmt::print(stderr, "indexer: {}\n", error.hint());
    return exit_code(error.kind());
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
