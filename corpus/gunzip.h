#pragma once

#include <string_view>

#include "corpus/byte_source.h"
#include "corpus/expansion_limit.h"

namespace kartotek {

constexpr std::string_view gzip_magic = "\x1F\x8B";

// What `compressed`, a gzip file (RFC 1952) of one part or several, unpacks to; an empty file to nothing.
// Zeros behind the last part are passed over. In bounded memory. The source throws Damaged, after all
// that could be unpacked was handed out, where the file is cut off, is not gzip, fails its checksum
// (which libarchive does not look at), or goes over `limit`, which must outlive it.
// The source is not thread-safe.
ByteSource gunzip(ByteSource compressed, ExpansionLimit& limit);

}  // namespace kartotek
