#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>

#include "corpus/article.h"
#include "indexer/analyzer.h"

namespace kartotek {

// Puts articles into one Xapian database, a commit for every so many bytes of text.
// One writer at a time: opening throws Error(locked) while another process has the database.
// Not thread-safe.
class Writer {
 public:
  enum class Outcome {
    added,
    updated,
    unchanged,
    replaced,  // the same id a second time in this run: the later text is kept
  };

  // `memory`: bytes that may be buffered between commits. `now`: ISO 8601, UTC.
  Writer(const std::filesystem::path& database, std::size_t memory, std::string now);

  // `origin` is the SOURCE that brought the article. Throws std::runtime_error, and takes nothing, where
  // another origin has an article of this id; the message names both.
  Outcome put(const Article& article, std::string_view origin);

  // Makes all that was put durable and visible. Throws Error(io) where the disk fails.
  void commit();

  std::size_t article_count() const { return database_.get_doccount(); }

 private:
  Xapian::docid find(const std::string& id_term) const;

  Xapian::WritableDatabase database_;
  Analyzer analyzer_;
  std::size_t memory_;
  std::size_t buffered_ = 0;
  std::size_t expected_ = 0;  // articles there must be after the next commit
  std::string now_;
  std::unordered_set<std::string> put_;  // the ids put in this run
};

}  // namespace kartotek
