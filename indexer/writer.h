#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/analyzer.h"
#include "indexer/compression.h"
#include "indexer/document.h"
#include "indexer/duplicates.h"
#include "indexer/holdings.h"
#include "indexer/intake.h"
#include "indexer/lines_of_run.h"
#include "indexer/vocabulary.h"
#include "indexer/waiting_articles.h"
#include "indexer/word_orders_of_run.h"

namespace kartotek {

// Bytes that Xapian holds for a byte of text until it commits: measured at 33 KB for articles of 1.9 KB.
inline constexpr std::size_t memory_per_byte = 18;

// Changes a generation, a commit for every so many bytes of text. What is not committed when the object goes
// is lost. Of several shards (shards.h) each is committed by itself, and those without a change are not: a
// searcher may see some before the others, and a run that ends in between is gone on with by the next. The
// articles of a commit are first indexed at one time, which is later than that of every commit before: who
// remembers metadata_key::time misses nothing that comes after.
// One writer at a time: opening throws Error(locked) while another process has the database.
// Not thread-safe.
class Writer : public Intake {
 public:
  // `memory`: bytes that may be buffered between commits. `jobs`: threads; 0 is one for each core.
  Writer(const std::filesystem::path& generation, std::size_t memory, OnWarning warn, unsigned jobs = 1);

  // As far as it is written.
  const Holdings& holdings() const { return holdings_; }
  // What has the id now, be it written or not.
  std::optional<Holding> find(std::string_view id) const;
  // Has holdings() show all that was put. (Articles wait, so that many are worked on at a time.)
  void write_waiting();

  void put(Article&& article, Provenance&& provenance) override;
  void remove(Xapian::docid document);
  // Says since when an article is there that another run had by another name.
  void set_first_indexed(Xapian::docid document, const std::string& time);
  void set_metadata(const std::string& key, const std::string& value) override;
  // Makes all that was done durable and visible. Throws Error(io) where the disk fails.
  void commit();
  // The same at the end of a run, with the groups of near-duplicates brought up to date.
  void finish() override;
  std::size_t article_count() const override { return database_.get_doccount(); }
  // Whether some of the run is durable already.
  bool has_committed() const { return has_committed_; }

 private:
  DocumentTools tools() { return {analyzer_, compressor_, word_orders_->codes()}; }
  void begin_batch();
  void commit_if_full();
  void make_waiting();
  void take_names();
  bool are_settled(const SourceLines& kept) const;
  void group();
  Xapian::docid number_for_new(const std::string& id_term) const;
  void replace(Xapian::docid number, const Xapian::Document& document);
  void note_words(Xapian::docid number, const Xapian::Document& document);
  void forget(Xapian::docid document);
  void distrust_files();
  void distrust_lines();
  std::set<std::string> changed_sources() const;
  void settle_lines();
  void commit_part();
  void announce_changes();
  void note_change(Xapian::docid article);
  void note_shards_behind();
  void number_commit();
  void set_last_metadata();

  std::filesystem::path generation_;
  std::vector<Xapian::WritableDatabase> shards_;
  std::vector<std::size_t> last_commits_;  // of each shard: see ShardSet
  std::set<std::size_t> changed_shards_;   // since the last commit
  Xapian::WritableDatabase database_;      // all of them
  Holdings holdings_;
  Analyzer analyzer_;
  Compressor compressor_;
  std::optional<WordOrdersOfRun> word_orders_;  // once the database is known to be ours
  std::size_t memory_;
  OnWarning warn_;
  std::string time_;  // when what is put is first indexed
  bool has_new_ = false;
  bool has_changed_ = false;  // documents
  bool has_committed_ = false;
  bool was_cut_off_ = false;   // an earlier run, before its last commit
  bool is_ungrouped_ = false;  // what metadata_key::ungrouped is to say after the next commit
  std::map<std::string, std::string> metadata_;  // of files, to be written with the last of several shards
  std::size_t buffered_ = 0;
  std::unordered_map<std::string, Xapian::docid> removed_;  // in this batch, by the term of the id
  std::size_t expected_ = 0;                                // articles there must be after the next commit
  std::unordered_set<std::string> names_;                   // capitalised words since the last commit
  std::vector<NewWords> new_words_;                         // of each shard, since the last commit
  ArticleChanges changes_;                                  // of this run
  LinesOfRun lines_;
  WaitingArticles waiting_;
};

}  // namespace kartotek
