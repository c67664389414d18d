#include "indexer/committed_word_orders.h"

#include "indexer/shards.h"

namespace kartotek {

CommittedWordOrders::CommittedWordOrders(const std::filesystem::path& generation) {
  for (const std::filesystem::path& shard : shards_of(generation))
    files_.push_back(WordOrderFile::open(shard, Xapian::Database(shard.string())));
}

std::optional<WordOrder> CommittedWordOrders::of(Xapian::docid document) const {
  const ShardPlace place = place_in_shards(document, files_.size());
  const std::optional<WordOrderFile>& file = files_[place.shard];
  return file ? file->of(place.document) : std::nullopt;
}

void CommittedWordOrders::release() const {
  for (const std::optional<WordOrderFile>& file : files_)
    if (file) file->release();
}

}  // namespace kartotek
