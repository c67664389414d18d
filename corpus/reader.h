#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

#include "corpus/article.h"
#include "corpus/byte_source.h"
#include "corpus/lines_read.h"

namespace kartotek {

// Something that should have been an article and cannot be taken.
struct Reject {
  std::string path;      // as SourceFile::path
  std::string position;  // "line 17", "element 3", or "" for the whole file
  std::string reason;    // one line
  // The raw bytes of the line, element, story or file, at most `most_of_reject`; of what is over a limit, the
  // first; of what is damaged, what was unpacked and became no article, or the packed bytes there.
  std::string bytes;
};

// The most bytes that are kept of a reject.
constexpr std::size_t most_of_reject = std::size_t{1} << 20;

using OnArticle = std::function<void(Article&&)>;
using OnReject = std::function<void(Reject&&)>;

// A file to read and what its articles are called.
struct SourceFile {
  std::filesystem::path file;
  std::string id_prefix;    // for articles without an id: "relative/path.txt" or "NAME/relative/path.txt"
  std::string source;       // for articles that name no source
  std::string path;         // as articles and rejects report it
  LinesRead passed_over{};  // of JSON Lines: what is not to be read again
};

enum class Format {
  none,        // not a file of articles
  text,        // .txt, .md: one story or several
  json_lines,  // .jsonl, .ndjson: an object a line
  json,        // .json: an object, or an array of them
  html,        // .html, .htm: a page with one story
  gzip,        // any of these as .gz: "a.txt.gz"
  archive,     // .zip, .tar, .tar.gz, .tgz of any of these
};

// By the ending of its name, in capitals or small.
Format format_of(const std::filesystem::path& file);
inline bool is_article_file(const std::filesystem::path& file) { return format_of(file) != Format::none; }

// The largest file, or text of any origin, that is read as a whole; JSON Lines and archives have no such
// limit, but what they expand to: see ExpansionLimit.
constexpr std::size_t largest_text = std::size_t{512} << 20;
// The longest line of JSON Lines.
constexpr std::size_t longest_line = std::size_t{1} << 30;

// Hands over what a file holds, in its order: every article in it to one of the two functions. A
// file without any is one reject, but for the empty array of JSON, which says that it holds none.
// All strings of the articles are well-formed UTF-8 if those of `file` are.
// An id is what the file gives, else prefix, prefix#2 ... (stories of a text), prefix:17 (a line),
// prefix#1, prefix#2 ... (elements of an array); in an archive, prefix!/member.txt, prefix!/x.jsonl:17
// and so on. A compressed file keeps the name it has: a.jsonl.gz:17. What is wrong in an archive is a
// reject, and what was read before it stays: see read_archive.h. So is what is larger than allowed.
// Throws Error(ErrorKind::io) if the file cannot be opened, reading breaks off, or it is a pipe, a socket or
// a device, which are never waited for; and what the two functions throw. Thread-safe.
void read_articles(const SourceFile& file, const OnArticle& on_article, const OnReject& on_reject);

// The same from another origin, such as standard input; of `file.file` at most the name is looked at, for
// Format::gzip. Throws Damaged where `bytes` does, or are more than allowed.
void read_articles(Format format, const ByteSource& bytes, const SourceFile& file,
                   const OnArticle& on_article, const OnReject& on_reject);

}  // namespace kartotek
