#pragma once

#include <xapian.h>

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/article.h"
#include "corpus/frequent_lines.h"

namespace kartotek {

// The lines frequent in each source as far as a bulk build has come: a guess from the first articles, good
// enough that few have to be understood anew at the end, and a record of what was guessed for which.
// Not thread-safe; but the lines it gives may be read in other threads, and live as long as it does.
class LinesSoFar {
 public:
  // `most`: bytes of text whose lines may be held at a time; articles beyond are not looked at.
  explicit LinesSoFar(std::size_t most) : most_(most) {}

  // Looks at an article, sampled by `hash`.
  void add(const Article& article, std::string_view hash);

  // The lines for an article that will be document `number`; numbers ascend from call to call.
  const FrequentLines* lines_for(const Article& article, Xapian::docid number);

  // What lines_for() gave for document `number` of a source, by its source_term().
  const FrequentLines* given_for(const std::string& source, Xapian::docid number) const;

 private:
  struct Source {
    LineSample sample;
    std::size_t seen = 0;                                         // bytes of text in it
    std::size_t taken = 0;                                        // its articles when the last guess was made
    bool is_done = false;                                         // the sample was full
    std::deque<std::pair<Xapian::docid, FrequentLines>> guesses;  // by the first document of each
  };
  Source& source_of(const Article& article);

  std::size_t most_;
  std::size_t seen_ = 0;
  std::unordered_map<std::string, Source> sources_;
  std::string last_name_;  // most articles are of the source of the one before
  Source* last_ = nullptr;
};

}  // namespace kartotek
