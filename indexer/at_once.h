#pragma once

#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace kartotek {

// Calls work(0) to work(count - 1), each in a thread of its own but for the first, and returns when all have
// ended: to use all cores, or to wait for the answers of all parts elsewhere at the same time. Throws the
// first exception in their order. What is done must share nothing that counts its references in a plain
// integer, as Xapian's databases, queries and documents do.
template <typename Work>
void at_once(std::size_t count, Work work) {
  std::vector<std::exception_ptr> errors(count);
  const auto run = [&](std::size_t i) {
    try {
      work(i);
    } catch (...) {
      errors[i] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < count; ++i) threads.emplace_back(run, i);
    if (count > 0) run(0);
  }
  for (const std::exception_ptr& error : errors)
    if (error) std::rethrow_exception(error);
}

}  // namespace kartotek
