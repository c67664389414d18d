#pragma once

#include <xapian.h>

#include <filesystem>
#include <string_view>
#include <vector>

#include "indexer/analyzer.h"
#include "indexer/word_codes.h"
#include "indexer/word_order_file.h"

namespace kartotek {

// The word orders of a live generation while a run changes it. Not thread-safe.
class WordOrdersOfRun {
 public:
  // The files of the `shards`, which are open on `directories`, are gone on with. Where there is none, a
  // damaged one, or one in other codes, a new one is made of the stored articles, with `analyzer`; where most
  // of it is of articles that are gone, of what is left. Throws what Xapian throws, and Error(io).
  WordOrdersOfRun(const std::vector<std::filesystem::path>& directories,
                  const std::vector<Xapian::WritableDatabase>& shards, Analyzer& analyzer);

  // What word orders are to be written in.
  const WordCodes& codes() const { return codes_; }
  // `document`: its number in the whole.
  void put(Xapian::docid document, std::string_view word_order);
  // Makes durable what was put, and says in the metadata of `shards`, those of before, what is of the
  // revisions to be committed.
  void finish(std::vector<Xapian::WritableDatabase>& shards);

 private:
  WordCodes codes_;
  std::vector<WordOrderWriter> files_;  // by shard
};

}  // namespace kartotek
