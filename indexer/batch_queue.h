#pragma once

#include <xapian.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <vector>

#include "corpus/article.h"
#include "corpus/frequent_lines.h"
#include "indexer/provenance.h"

namespace kartotek {

// Articles of one shard that will be one of its parts.
struct Batch {
  struct Piece {
    Article article;
    Provenance provenance;
    const FrequentLines* lines = nullptr;  // given when the batch is handed over
  };

  std::size_t shard = 0;
  std::size_t number = 0;            // of the part; given when the batch is handed over
  Xapian::docid first_document = 0;  // of the shard; the same
  std::size_t bytes = 0;
  std::vector<Piece> articles;
};

// Batches on their way from the thread that reads articles to those that write them, in their order.
// Thread-safe.
class BatchQueue {
 public:
  // `most`: batches that may wait.
  explicit BatchQueue(std::size_t most) : most_(most) {}

  // Waits while too many wait already. Throws what fail() was given.
  void put(Batch&& batch);
  // Waits for one; false where there will be no more.
  bool take(Batch& batch);
  // No more will be put; with `drop`, those that wait are not to be taken either.
  void end(bool drop);
  // No more will be taken: for whoever puts, the first failure counts.
  void fail(const std::exception_ptr& failure);
  void rethrow_failure();

 private:
  const std::size_t most_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable came_;
  std::condition_variable went_;
  std::deque<Batch> waiting_;
  std::exception_ptr failure_;
  bool ended_ = false;
};

}  // namespace kartotek
