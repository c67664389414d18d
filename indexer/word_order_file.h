#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
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

  std::size_t size() const { return file_.bytes().size(); }
  std::size_t record_count() const { return record_count_; }  // those that no longer count among them
  // Whether all of it is as it was written; reads the whole file.
  bool is_sound() const;
  // Gives back the memory of what was looked at.
  void release() const { file_.release(); }

 private:
  WordOrderFile() = default;
  bool parse();
  bool parse_segment(std::size_t& at);
  std::uint64_t checksum_by_pieces(std::string_view records) const;

  MappedFile file_;
  std::string_view common_terms_;
  WordCodes codes_;
  std::vector<std::size_t> segments_;  // where they begin
  std::size_t record_count_ = 0;
  std::vector<std::uint64_t> places_;  // by document: where its record is; 0 for none
};

// The records of some documents, to be appended together.
class WordOrderSegment {
 public:
  // `word_order` as make_document() gives it.
  void put(Xapian::docid document, std::string_view word_order);
  std::size_t size() const { return records_.size(); }
  bool empty() const { return documents_.empty(); }
  std::string build() const;  // its bytes in the file

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
  // Goes on with the file at `path`, of which the first `size` bytes count.
  WordOrderWriter(std::filesystem::path path, std::size_t size);
  ~WordOrderWriter();
  WordOrderWriter(WordOrderWriter&& other) noexcept;
  WordOrderWriter& operator=(WordOrderWriter&& other) noexcept;

  void put(Xapian::docid document, std::string_view word_order);
  void append(const WordOrderSegment& segment);
  // Writes what was put; makes it durable where `durable`. Returns the size of the file.
  std::size_t finish(bool durable);

 private:
  void write(std::string_view bytes);

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::size_t size_ = 0;
  bool is_durable_ = true;
  WordOrderSegment pending_;
};

std::filesystem::path word_order_path(const std::filesystem::path& generation);

// Says in the metadata of `database` that so many bytes of the file are of the revision to be committed.
void set_word_order_size(Xapian::WritableDatabase& database, std::size_t size);

}  // namespace kartotek
