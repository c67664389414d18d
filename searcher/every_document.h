#pragma once

#include <xapian.h>

#include <string>

namespace kartotek {

// Matches every document, as Xapian::Query::MatchAll does. That one is shared by all threads and counts its
// references in a plain integer: copied by several threads at a time, it is freed while it is in use.
inline Xapian::Query every_document() { return Xapian::Query(std::string()); }

}  // namespace kartotek
