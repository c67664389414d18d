#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "indexer/compression.h"
#include "indexer/glass_table.h"
#include "indexer/new_document.h"
#include "indexer/term_numbers.h"

namespace kartotek {

struct NewPosting {
  std::uint32_t of;       // the number of the term, or the document
  Xapian::termcount wdf;  // how often it stands there; the length of a document in the list of lengths
};

// Writes a Xapian database from documents that come one after the other, to be merged with others: what
// Xapian::WritableDatabase would write of them, at a fraction of its cost. That keeps postings in maps of
// maps and looks for the place of each list; here they are counted, sorted once and written in order.
// The database is of the glass backend (see glass_table.h), without positions and without a uuid of its own:
// Xapian's compaction, which reads it as any other, gives one to what it makes.
// Everything throws Error(io) where the disk fails. Not thread-safe.
class NewDatabase {
 public:
  // Makes the folder `path`.
  explicit NewDatabase(const std::filesystem::path& path);

  // As the next document; the first is 1.
  void add(NewDocument& document);
  // There is no database before it, and nothing may be added after it. Nothing is made durable.
  void finish();

 private:
  // What is known of the values of a slot.
  struct Values {
    Xapian::doccount count = 0;
    std::string least;
    std::string greatest;
    std::vector<std::pair<Xapian::docid, std::string>> chunks;  // and the first document of each
    Xapian::docid last = 0;
  };

  void add_terms(const std::vector<NewDocument::Term>& terms);
  void add_values(const NewDocument& document);
  void add_value(Values& values, const std::string& value) const;
  std::vector<std::size_t> sort_postings();
  void write_values(GlassTable& table) const;
  void write_lists(GlassTable& table);
  void write_version(const GlassTable::Root& lists);
  Xapian::docid last() const { return static_cast<Xapian::docid>(lengths_.size()); }

  std::filesystem::path path_;
  GlassTable data_;
  GlassTable term_lists_;
  Deflater deflater_;
  std::string list_;
  TermNumbers terms_;
  std::vector<NewPosting> postings_;  // document by document
  std::vector<std::size_t> ends_;     // of each document's
  std::vector<NewPosting> lengths_;   // of the documents
  std::map<Xapian::valueno, Values> values_;
  Xapian::termcount greatest_wdf_ = 0;
};

}  // namespace kartotek
