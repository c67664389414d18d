#pragma once

#include <fmt/format.h>
#include <xapian.h>

#include <filesystem>
#include <map>
#include <string>

#include "indexer/analyzer.h"
#include "indexer/compression.h"
#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/schema.h"
#include "indexer/word_order_file.h"

namespace kartotek {

// Everything of every article of an index, by id, but since when it is there. The order of its words is
// written in numbers that every index gives anew: it is only said whether it is the article's.
inline std::map<std::string, std::string> content_of(const std::filesystem::path& index) {
  const Xapian::Database database(live_generation(index).string());
  know_dictionary(database.get_metadata(std::string(metadata_key::dictionary)));
  const auto word_orders = WordOrderFile::open(live_generation(index), database);
  Analyzer analyzer;
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
    const bool is_its_order =
        word_orders && word_orders->bytes_of(*at) ==
                           word_order(stored_article(document).article, analyzer, word_orders->codes());
    articles[id] =
        all + (is_its_order ? "in order\n" : "in another order\n") + decompress(document.get_data());
  }
  return articles;
}

}  // namespace kartotek
