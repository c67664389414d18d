#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/cli/program.h"

// Real news beside the project, which a test does without where it is not there; and chance.
namespace kartotek {

inline std::string shared_path(const std::string& name) {
  const char* const given = std::getenv("KARTOTEK_SHARED");  // NOLINT(concurrency-mt-unsafe): one thread
  return (given != nullptr ? std::string(given) : std::string(PROJECT_DIR "/../shared")) + "/" + name;
}

// The JSON Lines of a corpus.
inline std::string unpacked(const std::string& corpus) {
  return run("zcat", {.arguments = {shared_path("corpora/" + corpus + ".jsonl.gz")},
                      .input = {},
                      .environment = {},
                      .folder = {}})
      .out;
}

#define SKIP_WITHOUT(name) \
  if (!std::filesystem::exists(shared_path(name))) GTEST_SKIP() << "skipped: no " << shared_path(name)

// The same numbers on every machine: the multiplicative generator of Park and Miller.
class Dice {
 public:
  std::size_t below(std::size_t bound) {
    state_ = state_ * 48271 % 2147483647;
    return static_cast<std::size_t>(state_) % bound;
  }

 private:
  std::uint64_t state_ = 20130406;
};

}  // namespace kartotek
