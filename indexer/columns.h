#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/mapped_file.h"

namespace kartotek {

// What facets count, by document and not by value, and how long documents are: a file `columns` beside the
// tables of a database, mapped into memory. It repeats what the database says and can be made from it at any
// time; without it, or with one of another revision, the database gives the same answers more slowly.

// Values numbered from 0, and for every document (from 1) the numbers that it has, in the order of the slot.
class Column {
 public:
  std::size_t value_count() const { return values_.size(); }
  std::string_view value(std::size_t number) const { return values_[number]; }
  std::span<const std::uint16_t> of(Xapian::docid document) const {
    return {numbers_ + begins_[document], begins_[document + 1] - begins_[document]};
  }

 private:
  friend class Columns;
  std::vector<std::string_view> values_;
  const std::uint32_t* begins_ = nullptr;
  const std::uint16_t* numbers_ = nullptr;
};

// Thread-safe once it is read.
class Columns {
 public:
  // Those of `database`, which is open on the directory `generation`; nothing where there are none of just
  // its revision. Takes no longer for many documents than for few.
  static std::optional<Columns> open(const std::filesystem::path& generation,
                                     const Xapian::Database& database);

  // How many words each document has, by number from 1 to the last: what Xapian::Database::get_doclength()
  // says; 0 where there is no document.
  const std::uint32_t* lengths() const { return lengths_; }

  // Checks the whole file, which takes a millisecond for ten megabytes, and reads what of() returns. Whether
  // it is as it was written.
  bool read();

  // The column of a value slot; slot::countries and slot::named have a value for each code. nullptr for slots
  // without a column, and before read().
  const Column* of(Xapian::valueno slot) const;

 private:
  Columns() = default;

  MappedFile file_;
  std::size_t documents_ = 0;  // numbers of documents, from 0 on
  std::map<Xapian::valueno, Column> columns_;
  const std::uint32_t* lengths_ = nullptr;
};

// Writes the columns of the database at `generation`, as last committed, in place of those before. An archive
// of more than 65,535 sources gets none, nor one with a source whose name has more than 255 bytes. Throws
// Error(io) where that fails, and what Xapian throws.
void write_columns(const std::filesystem::path& generation);

}  // namespace kartotek
