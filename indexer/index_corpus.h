#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/crawl.h"
#include "indexer/report.h"

namespace kartotek {

struct IndexOptions {
  std::filesystem::path index;
  std::vector<Source> sources;
  unsigned jobs = 0;                          // threads of a fresh build; 0 is one for each core
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
