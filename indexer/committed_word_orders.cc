#include "indexer/committed_word_orders.h"

#include <algorithm>

#include "indexer/shards.h"

namespace kartotek {

CommittedWordOrders::CommittedWordOrders(const std::filesystem::path& generation) {
  for (const std::filesystem::path& shard : shards_of(generation))
    files_.push_back(WordOrderFile::open(shard, Xapian::Database(shard.string())));
  const auto known =
      std::find_if(files_.begin(), files_.end(), [](const auto& file) { return file.has_value(); });
  for (auto& file : files_)
    if (file && file->common_terms() != (*known)->common_terms()) file.reset();
}

std::optional<WordOrder> CommittedWordOrders::of(Xapian::docid document) const {
  constexpr std::size_t kept = 32;  // the system maps 16 pages around each
  if (++read_ % kept == 0)
    for (const auto& file : files_)
      if (file) file->release();
  const ShardPlace place = place_in_shards(document, files_.size());
  const std::optional<WordOrderFile>& file = files_[place.shard];
  return file ? file->of(place.document) : std::nullopt;
}

}  // namespace kartotek
