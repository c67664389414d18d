#pragma once

#include <xapian.h>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "corpus/frequent_lines.h"
#include "indexer/source_lines.h"

namespace kartotek {

// The samples and lines of the sources whose articles come and go in a run that changes an index, read from
// it when they are needed. Sources are named by their source_term(). Not thread-safe.
class LinesOfRun {
 public:
  // `memory`: bytes of lines that may be held; then all are written back. The database must outlive this.
  LinesOfRun(Xapian::WritableDatabase& database, std::size_t memory) : database_(database), memory_(memory) {}

  // The lines that articles of a source are understood with till the end of the run. Valid until the next
  // call of anything else here. To be asked for before the first article of a source is put.
  const FrequentLines& known(const std::string& source) { return of(source).lines; }

  // An article came, or went.
  void add(const std::string& source, std::string_view hash, const Article& article);
  void remove(const std::string& source, std::string_view hash);

  // Keeps all in the index: as much as is committed with the articles that it is of.
  void write_back();
  // The sources with an article that came or went.
  const std::set<std::string>& touched() const { return touched_; }
  void forget_touched() { touched_.clear(); }

 private:
  SourceLines& of(const std::string& source);

  Xapian::WritableDatabase& database_;
  std::size_t memory_;
  std::size_t held_ = 0;  // bytes
  std::unordered_map<std::string, SourceLines> loaded_;
  std::set<std::string> touched_;
};

}  // namespace kartotek
