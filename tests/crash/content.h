#pragma once

#include <fmt/format.h>
#include <xapian.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/analyzer.h"
#include "indexer/compression.h"
#include "indexer/document.h"
#include "indexer/generation.h"
#include "indexer/schema.h"
#include "indexer/shards.h"
#include "indexer/word_order_file.h"

namespace kartotek {

// Everything of every article of an index, by id, but since when it is there. The order of its words is
// written in numbers that every index gives anew: it is only said whether it is the article's.
inline std::map<std::string, std::string> content_of(const std::filesystem::path& index) {
  const std::filesystem::path generation = live_generation(index);
  const Xapian::Database database = open_shards(generation);
  know_dictionary(database.get_metadata(std::string(metadata_key::dictionary)));
  std::vector<std::optional<WordOrderFile>> word_orders;
  for (const std::filesystem::path& shard : shards_of(generation))
    word_orders.push_back(WordOrderFile::open(shard, Xapian::Database(shard.string())));
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
    const ShardPlace place = place_in_shards(*at, word_orders.size());
    const auto& orders = word_orders[place.shard];
    const bool is_its_order =
        orders && orders->bytes_of(place.document) ==
                      word_order(stored_article(document).article, analyzer, orders->codes());
    articles[id] =
        all + (is_its_order ? "in order\n" : "in another order\n") + decompress(document.get_data());
  }
  return articles;
}

}  // namespace kartotek
