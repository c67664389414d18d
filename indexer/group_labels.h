#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kartotek {

// The group of near-duplicates that an article is in is named by the Wording::digest of its representative:
// as 16 hexadecimal digits in slot::group, and by the term prefix::group.
std::string group_name(std::uint64_t digest);
// 0 for anything else.
std::uint64_t group_from(std::string_view name);

// Puts a document into a group, or 0: into none. Returns the one it was in. Throws what Xapian throws.
std::uint64_t label_document(Xapian::Document& document, std::uint64_t group);
// The same of the `article` of a database. Whether it was not there. Throws what Xapian throws.
bool label_group(Xapian::WritableDatabase& database, Xapian::docid article, std::uint64_t group);
std::vector<Xapian::docid> articles_of_group(const Xapian::Database& database, std::uint64_t group);

}  // namespace kartotek
