#pragma once

#include <string>

namespace kartotek {

// What a document holds of an article beside the article itself: where it came from, and since when it is
// there.
struct Provenance {
  std::string first_indexed;  // ISO 8601, UTC, to the millisecond
  std::string origin;         // Source::origin: the SOURCE that brought it
  std::string file;           // file_key() of the file it was read from
  std::string content_hash;   // content_hash() of it as it was read, before understand()
};

}  // namespace kartotek
