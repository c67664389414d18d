#pragma once

#include <xapian.h>

#include <chrono>
#include <cstddef>

#include "searcher/search.h"

namespace kartotek {

// Ends a match by an exception once its deadline has passed.
class Deadline : public Xapian::MatchSpy {
 public:
  explicit Deadline(std::chrono::steady_clock::time_point end) : end_(end) {}
  void operator()(const Xapian::Document&, double) override {
    if (++seen_ % 1024 == 0) check();
  }
  void check() const {
    if (std::chrono::steady_clock::now() > end_) throw TooCostly();
  }

 private:
  std::chrono::steady_clock::time_point end_;
  std::size_t seen_ = 0;
};

}  // namespace kartotek
