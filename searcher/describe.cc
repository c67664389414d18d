#include "searcher/describe.h"

#include "indexer/schema.h"
#include "searcher/term_walk.h"

namespace kartotek {
namespace {

// Of the digits of a date term: 2021, 202104 or 20210415.
Date date_of_digits(const std::string& digits) {
  const auto number = [&digits](std::size_t at, std::size_t length) {
    return at < digits.size() ? std::stoi(digits.substr(at, length)) : 0;
  };
  return {number(0, 4), number(4, 2), number(6, 2)};
}

}  // namespace

void describe(const Collection& collection, Stats& stats) {
  stats.articles = collection.database().get_doccount();
  stats.undated = collection.articles_with(std::string(prefix::undated));
  stats.written_by = collection.database().get_metadata(std::string(metadata_key::writer));
  for (TermWalk term(collection, ""); !term.done(); term.next())
    stats.terms += term.term().front() < 'A' || term.term().front() > 'Z';
  // (The bounds that Xapian keeps of a value do not shrink when articles change.)
  const std::string days(prefix::day);
  for (TermWalk day(collection, days); !day.done(); day.next()) {
    stats.last = date_of_digits(day.term().substr(days.size()));
    if (!stats.first.known()) stats.first = stats.last;
  }
}

}  // namespace kartotek
