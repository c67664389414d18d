#pragma once

#include <fmt/format.h>

#include <utility>

#include "corpus/understand.h"
#include "indexer/intake.h"

namespace kartotek {

// Takes articles, says what it doubts of them, and changes nothing.
class DryRun : public Intake {
 public:
  explicit DryRun(OnWarning warn) : warn_(std::move(warn)) {}
  void put(Article&& article, Provenance&&) override {
    understand(article);
    for (const std::string& warning : article.warnings) warn_(fmt::format("{}: {}", article.id, warning));
  }
  void set_metadata(const std::string&, const std::string&) override {}
  void finish() override {}
  std::size_t article_count() const override { return 0; }

 private:
  OnWarning warn_;
};

}  // namespace kartotek
