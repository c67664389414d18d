#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/crawl.h"
#include "indexer/report.h"

namespace kartotek {

struct IndexOptions {
  std::filesystem::path index;
  std::vector<Source> sources;                // each origin once
  std::size_t shards = 0;                     // of a new generation (shards.h); 0: as many as the live one
  unsigned jobs = 0;                          // threads; 0 is one for each core
  std::size_t memory = std::size_t{1} << 30;  // bytes buffered between commits
  bool rebuild = false;                       // build a new generation beside the live one, then switch
  bool dry_run = false;                       // change nothing
  bool keep_missing = false;                  // remove nothing
  bool allow_mass_removal = false;            // even if it is more than half of what a source has
  std::chrono::milliseconds patience{};       // how long to wait for another indexer
  std::filesystem::path rejects;              // empty: rejects.jsonl in the index
  // Called with a line for each warning and reject, and with the counts so far after every article.
  std::function<void(const std::string&)> warn = [](const std::string&) {};
  std::function<void(const Report&)> progress = [](const Report&) {};
  // Called with "add", "update" or "remove", and the id, for each article that changes.
  std::function<void(std::string_view, const std::string&)> on_change;
};

// Brings the index up to date with its sources: the main job of `indexer`.
// An article that cannot be taken goes to the rejects file and the run goes on. Throws Error where the
// run as a whole fails; the index is then as it was before, or, where more was changed than --memory lets be
// buffered, at a commit of the run, from which the next run goes on.
Report index_corpus(const IndexOptions& options);

// Makes the generation that was live before the last switch live again. Throws Error(usage) where there is
// none.
void roll_back(const std::filesystem::path& index, std::chrono::milliseconds patience);

// Checks the whole of a live index; returns how many articles it has. Throws Error(index) where it is
// damaged.
std::size_t verify_index(const std::filesystem::path& index, std::chrono::milliseconds patience);

}  // namespace kartotek
