#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/reader.h"

namespace kartotek {

// A SOURCE argument, "PATH" or "NAME=PATH".
struct Source {
  std::filesystem::path path;  // "-" is standard input
  std::string name;            // what articles without a `source` get: NAME, else the folder's or file's name
  std::string id_prefix;       // "NAME/" or ""
  std::string origin;          // tells SOURCEs apart from run to run: NAME, else the absolute path
};

// Throws Error(usage) where the path does not exist, or is neither a folder nor a file that can hold
// articles.
Source parse_source(std::string_view argument);

// What a walk over a SOURCE found, in the order of paths, so that runs can be compared.
struct Crawl {
  std::vector<SourceFile> files;
  std::vector<Reject> rejects;  // dangling links, pipes, folders that cannot be read
  bool complete = true;         // whether all of it could be looked at
  std::size_t ignored = 0;      // files of kinds that hold no articles, links that are not followed
};

// Every article file at or below the SOURCE. Hidden files and links that lead out of it are not followed, and
// what is at or below `skipped` is left out: the index itself may lie in the folder.
Crawl crawl(const Source& source, const std::vector<std::filesystem::path>& skipped = {});

}  // namespace kartotek
