#pragma once

#include <string_view>

#include "corpus/reader.h"

namespace kartotek {

// Whether a file that begins with `head`, its first `enough_to_tell` bytes, has characters of two or four
// bytes: JSON in UTF-8 has no zero bytes at all, and in UTF-16 its first characters are ASCII.
constexpr std::size_t enough_to_tell = 4;
bool is_wide(std::string_view head);

// read_articles() for Format::json_lines: reads line by line, in memory bounded by the longest line.
// Blank lines and a byte order mark are passed over. UTF-16 and UTF-32 are read as a whole, at most
// `largest_text` bytes. A line of more than `most` bytes is a reject.
void read_json_lines(const ByteSource& bytes, const SourceFile& file, const OnArticle& on_article,
                     const OnReject& on_reject, std::size_t most = longest_line);

// read_articles() for Format::json.
void read_json(const ByteSource& bytes, const SourceFile& file, const OnArticle& on_article,
               const OnReject& on_reject);

}  // namespace kartotek
