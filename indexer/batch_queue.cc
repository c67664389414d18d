#include "indexer/batch_queue.h"

#include <utility>

namespace kartotek {

void BatchQueue::put(Batch&& batch) {
  std::unique_lock lock(mutex_);
  went_.wait(lock, [this] { return waiting_.size() < most_ || failure_; });
  if (failure_) std::rethrow_exception(failure_);
  waiting_.push_back(std::move(batch));
  came_.notify_one();
}

bool BatchQueue::take(Batch& batch) {
  std::unique_lock lock(mutex_);
  came_.wait(lock, [this] { return !waiting_.empty() || ended_ || failure_; });
  if (waiting_.empty() || failure_) return false;
  batch = std::move(waiting_.front());
  waiting_.pop_front();
  went_.notify_one();
  return true;
}

void BatchQueue::end(bool drop) {
  const std::scoped_lock lock(mutex_);
  if (drop) waiting_.clear();
  ended_ = true;
  came_.notify_all();
}

void BatchQueue::fail(const std::exception_ptr& failure) {
  const std::scoped_lock lock(mutex_);
  if (!failure_) failure_ = failure;
  came_.notify_all();
  went_.notify_all();
}

void BatchQueue::rethrow_failure() {
  const std::scoped_lock lock(mutex_);
  if (failure_) std::rethrow_exception(failure_);
}

}  // namespace kartotek
