#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include "indexer/intake.h"

namespace kartotek {

// Builds a generation from nothing, on all cores: articles are understood, analysed and written by worker
// threads into small databases (new_database.h) beside the one that is to be, or its shards, which are merged
// in the order in which the articles came. What comes out does not depend on the number of threads, nor does
// the whole on the number of shards. Nothing stands at `generation` before finish(), and where that fails
// nothing is left. finish() makes nothing durable: switch_to() does.
class Builder : public Intake {
 public:
  // `shards`: see shards.h. `jobs`: threads that analyse; 0 is one for each core. `memory`: bytes that may be
  // buffered, all threads together.
  Builder(std::filesystem::path generation, std::size_t shards, unsigned jobs, std::size_t memory,
          OnWarning warn);
  ~Builder() override;  // ends the threads and leaves no scratch

  void put(Article&& article, Provenance&& provenance) override;  // waits while the workers are behind
  void set_metadata(const std::string& key, const std::string& value) override;
  void finish() override;
  std::size_t article_count() const override;

 private:
  class Crew;
  std::unique_ptr<Crew> crew_;
};

}  // namespace kartotek
