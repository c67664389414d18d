#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "indexer/analyzer.h"
#include "indexer/duplicates.h"
#include "indexer/intake.h"

namespace kartotek {

// Bytes that Xapian holds for a byte of text until it commits: measured at 33 KB for articles of 1.9 KB.
inline constexpr std::size_t memory_per_byte = 18;

// Puts articles into one Xapian database, a commit for every so many bytes of text.
// One writer at a time: opening throws Error(locked) while another process has the database.
// Not thread-safe.
class Writer : public Intake {
 public:
  // `memory`: bytes that may be buffered between commits.
  Writer(const std::filesystem::path& database, std::size_t memory, OnWarning warn);

  // Where the article of an id came from; nothing where there is none.
  std::optional<Provenance> find(std::string_view id) const;

  void put(Article&& article, Provenance&& provenance) override;
  void set_metadata(const std::string& key, const std::string& value) override;
  // Makes all that was put durable and visible. Throws Error(io) where the disk fails.
  void commit();
  // The same at the end of a run, with the groups of near-duplicates brought up to date.
  void finish() override;
  std::size_t article_count() const override { return database_.get_doccount(); }

 private:
  Xapian::docid find_document(std::string_view id) const;

  Xapian::WritableDatabase database_;
  Analyzer analyzer_;
  std::size_t memory_;
  OnWarning warn_;
  std::size_t buffered_ = 0;
  std::size_t expected_ = 0;               // articles there must be after the next commit
  std::unordered_set<std::string> names_;  // capitalised words since the last commit
  ArticleChanges changes_;                 // of this run
};

}  // namespace kartotek
