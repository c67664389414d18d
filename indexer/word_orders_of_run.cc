#include "indexer/word_orders_of_run.h"

#include <algorithm>
#include <optional>
#include <string>

#include "indexer/document.h"
#include "indexer/shards.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

using Known = std::optional<WordOrderFile>;

bool is_worth_going_on(const Known& known, const Xapian::Database& shard) {
  constexpr std::size_t records_not_worth_it = 10'000;
  return known && known->record_count() <= std::size_t{2} * shard.get_doccount() + records_not_worth_it;
}

WordOrderWriter made_anew(const fs::path& path, const Known& known, const Xapian::Database& shard,
                          std::string_view common_terms, const WordCodes& codes, Analyzer& analyzer) {
  const fs::path scratch = path.string() + ".new";
  WordOrderWriter renewed(scratch, common_terms);
  const std::string everything;
  for (auto id = shard.postlist_begin(everything); id != shard.postlist_end(everything); ++id) {
    std::string order = known ? known->bytes_of(*id) : std::string();
    if (order.empty()) order = word_order(stored_article(shard.get_document(*id)).article, analyzer, codes);
    renewed.put(*id, order);
  }
  renewed.finish(true);
  fs::rename(scratch, path);
  return renewed;
}

}  // namespace

WordOrdersOfRun::WordOrdersOfRun(const std::vector<fs::path>& directories,
                                 const std::vector<Xapian::WritableDatabase>& shards, Analyzer& analyzer) {
  std::vector<Known> files;
  for (std::size_t i = 0; i < shards.size(); ++i)
    files.push_back(WordOrderFile::open(directories[i], shards[i]));
  const auto first =
      std::find_if(files.begin(), files.end(), [](const Known& known) { return known.has_value(); });
  const std::string common_terms(first == files.end() ? std::string_view() : (*first)->common_terms());
  codes_ = WordCodes(common_terms);
  for (std::size_t i = 0; i < shards.size(); ++i) {
    Known& known = files[i];
    if (known && known->common_terms() != common_terms) known.reset();
    const fs::path path = word_order_path(directories[i]);
    files_.push_back(is_worth_going_on(known, shards[i])
                         ? WordOrderWriter(path, *known)
                         : made_anew(path, known, shards[i], common_terms, codes_, analyzer));
    known.reset();
  }
}

void WordOrdersOfRun::put(Xapian::docid document, std::string_view word_order) {
  const ShardPlace place = place_in_shards(document, files_.size());
  files_[place.shard].put(place.document, word_order);
}

void WordOrdersOfRun::finish(std::vector<Xapian::WritableDatabase>& shards) {
  for (std::size_t i = 0; i < shards.size(); ++i) set_word_order_size(shards[i], files_[i].finish(true));
}

}  // namespace kartotek
