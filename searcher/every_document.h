#pragma once

#include <xapian.h>

#include <string>

namespace kartotek {

// Matches every document, as Xapian::Query::MatchAll does. That one is shared by all threads and counts its
// references in a plain integer: copied by several threads at a time, it is freed while it is in use.
inline Xapian::Query every_document() { return Xapian::Query(std::string()); }

// Matches none: no kind of term has this prefix. (An empty query is a text without a word in it, and is
// passed over.)
inline Xapian::Query match_nothing() { return Xapian::Query("XX"); }

}  // namespace kartotek
