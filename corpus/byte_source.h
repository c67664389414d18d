#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

namespace kartotek {

// Where bytes come from, whatever lies behind: writes at most `room` bytes to `to` and returns
// how many, 0 only at the end. Throws Error(ErrorKind::io) when reading fails.
using ByteSource = std::function<std::size_t(char* to, std::size_t room)>;

// The bytes of an open file, which must outlive the source and is not closed by it.
ByteSource bytes_of(std::FILE* file);

// The bytes of `text`, which must outlive the source.
ByteSource bytes_of(std::string_view text);

// First `head`, then what `rest` gives: for bytes read ahead to see what follows.
ByteSource with_head(std::string head, ByteSource rest);

// At most `count` bytes from the front of `source`; fewer only at its end.
std::string read_up_to(const ByteSource& source, std::size_t count);

// What is said of bytes that are more than `limit`.
std::string too_large(std::size_t limit);

// All that is left in `source`. Throws Damaged where that is more than `limit` bytes.
std::string read_all(const ByteSource& source, std::size_t limit);

}  // namespace kartotek
