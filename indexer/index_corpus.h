#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/crawl.h"

namespace kartotek {

// Counts of one run; see the README for each.
struct Report {
  std::size_t added = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::size_t rejected = 0;
  std::size_t warnings = 0;
  std::size_t duplicates = 0;  // ids that came twice from one source; the later article was kept
  std::size_t articles = 0;    // in the index after the run
  std::size_t bytes = 0;       // of title and text, read
  double seconds = 0;
  std::vector<std::string> empty_sources;  // SOURCEs without any article; each is a warning too
};

struct IndexOptions {
  std::filesystem::path index;
  std::vector<Source> sources;
  std::size_t memory = std::size_t{1} << 30;  // bytes buffered between commits
  bool rebuild = false;                       // build a new generation beside the live one, then switch
  std::filesystem::path rejects;              // empty: rejects.jsonl in the index
  // Called with a line for each warning and reject, and with the counts so far after every article.
  std::function<void(const std::string&)> warn = [](const std::string&) {};
  std::function<void(const Report&)> progress = [](const Report&) {};
};

// Reads every article of the sources into the index: the main job of `indexer`.
// An article that cannot be taken goes to the rejects file and the run goes on. Throws Error where the
// run as a whole fails; the index is then as it was before, or at the last commit of an incremental run.
Report index_corpus(const IndexOptions& options);

}  // namespace kartotek
