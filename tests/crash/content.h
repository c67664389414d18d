#pragma once

#include <fmt/format.h>
#include <xapian.h>

#include <filesystem>
#include <map>
#include <string>

#include "indexer/compression.h"
#include "indexer/generation.h"
#include "indexer/schema.h"

namespace kartotek {

// Everything of every article of an index, by id, but since when it is there.
inline std::map<std::string, std::string> content_of(const std::filesystem::path& index) {
  const Xapian::Database database(live_generation(index).string());
  know_dictionary(database.get_metadata(std::string(metadata_key::dictionary)));
  std::map<std::string, std::string> articles;
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const Xapian::Document document = database.get_document(*at);
    std::string id;
    std::string all;
    for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
      if ((*term).starts_with(prefix::id)) id = *term;
      all += fmt::format("{} {}\n", *term, term.get_wdf());
    }
    for (auto value = document.values_begin(); value != document.values_end(); ++value)
      if (value.get_valueno() != slot::first_indexed)
        all += fmt::format("{} {}\n", value.get_valueno(), *value);
    articles[id] = all + decompress(document.get_data());
  }
  return articles;
}

}  // namespace kartotek
