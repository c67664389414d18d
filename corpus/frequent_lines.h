#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"
#include "corpus/day_month.h"
#include "corpus/lines.h"

namespace kartotek {

// What stands in many articles of one source is its furniture (menus, notices, pleas to subscribe),
// whatever the words. In passing, the sample tells also whether day or month stands first in its dates. How
// to use it, for each source on its own:
//
//   Fresh build    A LineSample takes add(id, article) for every article in a first pass, in any order;
//                  frequent() then says the lines, which understand() gets in the second pass.
//   Next run       Read the sample back from where serialise() was kept. For each article that comes or
//                  changes add(id, article), for each that goes remove(id); where is_short() then holds, call
//                  top_up_from() with all articles of the source, and add those it names as they are stored.
//                  If frequent() is no longer what it was (operator==), every article of the source that
//                  holds_any(article, changed(old, now)) is true for is to be understood anew from its
//                  original.
//
// Both ways end in the same lines: they depend on the set of articles alone, not on order or history.

// The lines known to be frequent in a source, and the order of day and month in its dates. Immutable;
// thread-safe.
class FrequentLines {
 public:
  FrequentLines() = default;
  explicit FrequentLines(std::vector<std::uint64_t> keys);

  // Of the dates of the source in which it can be told: nearly all have it so, and three articles at least.
  DayMonth day_month() const;

  bool empty() const { return keys_.empty(); }
  std::size_t size() const { return keys_.size(); }
  bool has(std::uint64_t key) const;
  bool operator==(const FrequentLines&) const = default;

  // Bytes that from_bytes() reads back; eight for each line. Throws Error(index) where the length is not
  // a multiple of that.
  std::string serialise() const;
  static FrequentLines from_bytes(std::string_view bytes);

  // The lines that are in one of the two only.
  static FrequentLines changed(const FrequentLines& one, const FrequentLines& other);

 private:
  std::vector<std::uint64_t> keys_;  // ascending
};

// Lines [first, last) of a text that are counted as one: a single line, or those over which a sentence
// goes on, so that the "year." that ends a paragraph of even lines is never a line of its own.
struct LineUnit {
  std::size_t first = 0;
  std::size_t last = 0;
  std::uint64_t key = 0;  // of its words, white space as one; 0 where it is none of letters
};
std::vector<LineUnit> line_units(const std::vector<Line>& lines, std::string_view text);

// The sentences of `text` that are among `frequent`, ascending. Counted beside the lines are those that stand
// whole in the first or last bytes of a long line, as articles have it that were scraped without their line
// breaks.
std::vector<Span> frequent_sentences(const std::vector<Line>& lines, std::string_view text,
                                     const FrequentLines& frequent);

// Whether a line or such a sentence of an article is among `lines`; or, if these hold an order of day and
// month, a date of the article depends on it. Uses title, text and given_date. Thread-safe.
bool holds_any(const Article& article, const FrequentLines& lines);

// A sample of the articles of one source: those whose ids have the smallest hashes, `most_articles` of
// them, each as the keys of its lines. Takes 16 bytes a line: 1 to 2 MB for a source of long articles.
// Not thread-safe.
class LineSample {
 public:
  static constexpr std::size_t most_articles = 2048;
  static constexpr std::size_t most_units = 200;  // of an article; the first and last hundred

  // Takes an article, or what it is now: its text and given_date.
  void add(std::string_view id, const Article& article);
  void remove(std::string_view id);

  // Whether add() would look at the text.
  bool wants(std::string_view id) const;

  std::size_t size() const { return articles_.size(); }
  std::size_t bytes() const { return units_ * sizeof(Unit); }  // that it takes, about

  // Whether, since an article was removed, others may be missing that belong into the sample.
  bool is_short() const { return is_cut() && articles_.size() < most_articles; }

  // An article by the hash of its id, which says whether it belongs into the sample, and a number of the
  // caller's.
  struct Candidate {
    std::uint64_t hash = 0;
    std::uint32_t number = 0;
  };
  static Candidate candidate(std::string_view id, std::uint32_t number);
  // Of all articles that the source has, the numbers of those to be added for a sample that is_short(): it is
  // whole then.
  std::vector<std::uint32_t> top_up_from(std::vector<Candidate> articles);

  // The lines that stand in one of a hundred articles of the sample, and in three at least; versions of
  // one story count as one article of it unless they are a tenth of the source.
  FrequentLines frequent() const;

  // Bytes that from_bytes() reads back. Throws Error(index) where they are damaged.
  std::string serialise() const;
  static LineSample from_bytes(std::string_view bytes);

 private:
  struct Unit {
    std::uint64_t key = 0;
    std::uint32_t bytes = 0;  // how long it is
  };
  using Units = std::vector<Unit>;  // ascending, each key once

  bool is_cut() const { return whole_up_to_ != UINT64_MAX; }  // whether some article was left out
  void cut();
  DayMonth day_month() const;
  void erase(std::map<std::uint64_t, Units>::const_iterator article);
  static bool are_versions(const Units& one, const Units& other);
  static bool has_independent(const std::vector<const Units*>& articles, std::size_t least);

  std::map<std::uint64_t, Units> articles_;  // by the hash of the id
  std::size_t units_ = 0;                    // of all of them
  // No article whose hash is at most this was left out. One with a larger hash must not take the place of one
  // that was removed: others that were left out come before it.
  std::uint64_t whole_up_to_ = UINT64_MAX;
};

}  // namespace kartotek
