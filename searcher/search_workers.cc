#include "searcher/search_workers.h"

#include <algorithm>

namespace kartotek {

SearchWorkers::SearchWorkers(const std::vector<std::string>& locations, AnswerTimeout timeout,
                             std::size_t threads, std::size_t most_waiting)
    : SearchWorkers(most_waiting) {  // from here on the destructor ends what threads there are
  std::vector<Index> indexes;
  for (std::size_t i = 0; i < threads; ++i) indexes.push_back(Index::open(locations, timeout));
  try {
    for (Index& index : indexes)
      threads_.emplace_back(
          [this, own = std::make_shared<Index>(std::move(index))] { work(std::move(*own)); });
    threads_.emplace_back([this] { watch(); });
  } catch (const std::system_error& error) {
    throw lack_of_threads(error);
  }
}

SearchWorkers::~SearchWorkers() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  jobs_.notify_all();
  stopped_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool SearchWorkers::submit(Job job, Clock::time_point deadline, std::function<void()> late) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_ >= most_waiting_) return false;
    tasks_.push_back({std::move(job), deadline, std::move(late)});
    ++waiting_;
  }
  jobs_.notify_one();
  return true;
}

void SearchWorkers::work(Index index) {
  std::unique_lock lock(mutex_);
  for (;;) {
    jobs_.wait(lock, [this] { return stopping_ || waiting_ > 0; });
    if (stopping_) return;
    const auto task =
        std::find_if(tasks_.begin(), tasks_.end(), [](const Task& one) { return !one.running; });
    task->running = true;
    --waiting_;
    lock.unlock();
    task->job(index);
    lock.lock();
    tasks_.erase(task);
  }
}

void SearchWorkers::watch() {
  constexpr auto pause = std::chrono::milliseconds(50);
  std::unique_lock lock(mutex_);
  while (!stopped_.wait_for(lock, pause, [this] { return stopping_; })) {
    const Clock::time_point now = Clock::now();
    for (auto task = tasks_.begin(); task != tasks_.end();) {
      const auto current = task++;
      if (current->deadline > now || !current->late) continue;
      // `late` is quick and takes no lock that a holder of this one waits for.
      current->late();
      current->late = nullptr;
      if (current->running) continue;
      tasks_.erase(current);
      --waiting_;
    }
  }
}

}  // namespace kartotek
