#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "corpus/article.h"
#include "indexer/provenance.h"

namespace kartotek {

// Gets a line for each thing about an article that cannot be trusted. May be called from any thread, from
// several at once.
using OnWarning = std::function<void(const std::string&)>;

// What a run puts its articles into: a Writer, which changes a live database, or what fills a new one.
// For one thread. Every function throws Error(io) where the disk fails; nothing more may then be put.
class Intake {
 public:
  Intake() = default;
  virtual ~Intake() = default;
  Intake(const Intake&) = delete;
  Intake& operator=(const Intake&) = delete;

  // Understands an article as it was read, and indexes it: in place of the one of its id, where there is one.
  // An article without `first_indexed` is new, and is given the time.
  virtual void put(Article&& article, Provenance&& provenance) = 0;
  // Keeps `value` in the database under `key` (at most 200 bytes); an empty value is none. Durable no earlier
  // than the articles put before it.
  virtual void set_metadata(const std::string& key, const std::string& value) = 0;
  // Makes all that was put durable. To be called once, at the end.
  virtual void finish() = 0;
  // After finish(): how many articles there are.
  virtual std::size_t article_count() const = 0;
};

}  // namespace kartotek
