#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/mapped_file.h"
#include "indexer/word_codes.h"
#include "indexer/word_order.h"

namespace kartotek {

// The word orders of the documents of a database: a file `words` beside its tables, mapped into memory to be
// read. It grows by segments; metadata_key::word_order says how many of its bytes belong to a revision, so
// that what a run which was killed had appended is not read, and is cut off by the next. Of a document in
// several segments the last counts. The order of an article's words can be found anew from what is stored of
// it: without the file, or with a damaged one, phrases are found all the same, but more slowly.

// How much of a file is of a revision.
struct WordOrderExtent {
  std::size_t size = 0;
  std::size_t directory = 0;  // where the last one begins; 0 where there is none
  bool operator==(const WordOrderExtent&) const = default;
};

// Immutable; thread-safe.
class WordOrderFile {
 public:
  // That of `database`, which is open on the directory `generation`; nothing where there is none of just its
  // revision, or it is damaged.
  static std::optional<WordOrderFile> open(const std::filesystem::path& generation,
                                           const Xapian::Database& database);

  // What its word orders are written in, and the terms that this was made of.
  const WordCodes& codes() const { return codes_; }
  std::string_view common_terms() const { return common_terms_; }
  // Nothing where the file has none of the document.
  std::optional<WordOrder> of(Xapian::docid document) const;
  // As WordOrderWriter::put() takes it, or "".
  std::string bytes_of(Xapian::docid document) const;

  WordOrderExtent extent() const { return extent_; }
  std::size_t record_count() const { return record_count_; }  // those that no longer count among them
  std::size_t records_behind_directory() const { return record_count_ - records_in_directory_; }
  // By document: where its record is; 0 for none.
  std::vector<std::uint64_t> places() const;
  // Whether all of it is as it was written; reads the whole file.
  bool is_sound() const;
  // Gives back the memory of what was looked at.
  void release() const { file_.release(); }

 private:
  WordOrderFile() = default;
  static std::optional<WordOrderFile> open(const std::filesystem::path& file, const WordOrderExtent& extent);
  bool parse();
  std::optional<std::size_t> behind_directory();
  bool parse_segment(std::size_t& at);
  std::uint64_t place_of(Xapian::docid document) const;
  std::uint64_t checksum_by_pieces(std::string_view records) const;
  std::size_t end_of_sound(std::size_t at) const;

  friend class WordOrderWriter;

  MappedFile file_;
  WordOrderExtent extent_;
  std::string_view common_terms_;
  WordCodes codes_;
  std::size_t first_segment_ = 0;  // where it begins
  std::size_t record_count_ = 0;
  std::size_t records_in_directory_ = 0;
  // Where records are, by document: of the directory, and of the segments behind it.
  std::span<const std::uint64_t> directory_;
  std::unordered_map<Xapian::docid, std::uint64_t> since_;
};

// The records of some documents, to be appended together.
class WordOrderSegment {
 public:
  // `word_order` as make_document() gives it.
  void put(Xapian::docid document, std::string_view word_order);
  std::size_t size() const { return records_.size(); }
  std::size_t count() const { return documents_.size(); }
  bool empty() const { return documents_.empty(); }
  std::string build() const;  // its bytes in the file
  // Notes where its records are, by document, once it begins at `at` in the file.
  void add_places(std::size_t at, std::vector<std::uint64_t>& places) const;

 private:
  std::vector<std::uint32_t> documents_;
  std::vector<std::uint32_t> begins_;  // in the records
  std::string records_;
};

// Appends to such a file. Throws Error(io) where the disk fails. Not thread-safe.
class WordOrderWriter {
 public:
  // A new file at `path`, in place of any that is there, for words coded by learn_common_terms().
  WordOrderWriter(std::filesystem::path path, std::string_view common_terms);
  // Goes on with the file at `path`, as far as it is `known`.
  WordOrderWriter(std::filesystem::path path, const WordOrderFile& known);
  ~WordOrderWriter();
  WordOrderWriter(WordOrderWriter&& other) noexcept;
  WordOrderWriter& operator=(WordOrderWriter&& other) noexcept;

  void put(Xapian::docid document, std::string_view word_order);
  void append(const WordOrderSegment& segment);
  // Writes what was put; makes it durable where `durable`. Returns how much of the file counts now.
  WordOrderExtent finish(bool durable);

 private:
  void write(std::string_view bytes);
  void write_directory();

  std::filesystem::path path_;
  int descriptor_ = -1;
  WordOrderExtent extent_;
  std::size_t record_count_ = 0;
  std::size_t behind_directory_ = 0;  // records
  // As WordOrderFile has them; none of a file that was gone on with, which are read when they are needed.
  std::optional<std::vector<std::uint64_t>> places_;
  bool is_durable_ = true;
  WordOrderSegment pending_;
};

std::filesystem::path word_order_path(const std::filesystem::path& generation);

// Says in the metadata of `database` how much of the file is of the revision to be committed.
void set_word_order_size(Xapian::WritableDatabase& database, const WordOrderExtent& extent);

}  // namespace kartotek
