#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "searcher/search.h"

namespace kartotek {

// Threads that search, each with an Index of its own; first come, first served. Thread-safe.
class SearchWorkers {
 public:
  using Clock = std::chrono::steady_clock;
  // A job catches what it throws.
  using Job = std::function<void(Index&)>;

  // At most `most_waiting` jobs wait. Throws as Index::open() does, and Error(io) where threads cannot be
  // made.
  SearchWorkers(const std::vector<std::string>& locations, AnswerTimeout timeout, std::size_t threads,
                std::size_t most_waiting);
  // Waits for the jobs that run; those that wait are dropped.
  ~SearchWorkers();
  SearchWorkers(const SearchWorkers&) = delete;
  SearchWorkers& operator=(const SearchWorkers&) = delete;

  // False where too many wait already. A job that has not ended at `deadline` goes on, but `late` is called,
  // so that whoever waits can be told; one that has not begun by then never will.
  bool submit(Job job, Clock::time_point deadline, std::function<void()> late);

 private:
  explicit SearchWorkers(std::size_t most_waiting) : most_waiting_(most_waiting) {}

  struct Task {
    Job job;
    Clock::time_point deadline;
    std::function<void()> late;  // empty once called
    bool running = false;
  };

  void work(Index index);
  void watch();

  std::size_t most_waiting_;
  std::mutex mutex_;  // of what follows
  std::condition_variable jobs_;
  std::condition_variable stopped_;
  std::list<Task> tasks_;  // waiting and running, oldest first
  std::size_t waiting_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace kartotek
