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

// What facets count, by document and not by value: a file `columns` beside the tables of a database, mapped
// into memory. It repeats the database's value slots and can be made from them at any time; without it, or
// with one of another revision, the slots give the same answers more slowly.

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

// Immutable; thread-safe.
class Columns {
 public:
  // Those of `database`, which is open on the directory `generation`; nothing where there are none of just
  // its revision.
  static std::optional<Columns> open(const std::filesystem::path& generation,
                                     const Xapian::Database& database);

  // The column of a value slot; slot::countries and slot::named have a value for each code. nullptr for slots
  // without a column.
  const Column* of(Xapian::valueno slot) const;

 private:
  Columns() = default;
  bool parse(const Xapian::Database& database);

  MappedFile file_;
  std::map<Xapian::valueno, Column> columns_;
};

// Writes the columns of the database at `generation`, as last committed, in place of those before. An archive
// of more than 65,535 sources gets none. Throws Error(io) where that fails.
void write_columns(const std::filesystem::path& generation);

}  // namespace kartotek
