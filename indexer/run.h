#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/crawl.h"
#include "indexer/intake.h"
#include "indexer/rejects.h"
#include "indexer/report.h"
#include "indexer/writer.h"

namespace kartotek {

// Reads every article of its sources and hands over what is new or changed. For one thread.
class Run {
 public:
  // `own`: files of ours, which are no articles though they may lie below a SOURCE. `now`: ISO 8601, UTC.
  // Where `live` is given it is `intake`, and has the articles of the runs before.
  Run(std::vector<std::filesystem::path> own, std::string now, Intake& intake, const Writer* live,
      RejectsFile& rejects, Tally& tally);

  // Throws Error where the run cannot go on; an article that cannot be taken goes to the rejects.
  void source(const Source& source);

 private:
  void read(const SourceFile& file);
  OnArticle on_article();
  OnReject on_reject();
  void take(Article&& article);
  void hand_over(Article&& article, Provenance&& provenance);
  void refuse(const Reject& reject);

  std::vector<std::filesystem::path> own_;
  std::string now_;
  Intake& intake_;
  const Writer* live_;
  RejectsFile& rejects_;
  Tally& tally_;
  std::string origin_;
  std::string file_;                                    // file_key() of the file being read
  std::size_t seen_ = 0;                                // articles and rejects
  bool intake_failed_ = false;                          // an error of the index, not of the file being read
  std::unordered_map<std::uint64_t, std::string> put_;  // the origin of every id of this run, by hash
};

}  // namespace kartotek
