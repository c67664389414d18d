#pragma once

#include <xapian.h>

#include <filesystem>

namespace kartotek {

// Writes into a new database what it is: its schema, how it analyses, and what wrote it.
void describe_index(Xapian::WritableDatabase& database);

// Whether the database is of this schema and analyses as this program does. One that was never described
// is not.
bool is_described_alike(const Xapian::Database& database);
// Throws Error(index) where it is not; `path` is what it is called there.
void check_described_alike(const Xapian::Database& database, const std::filesystem::path& path);

}  // namespace kartotek
