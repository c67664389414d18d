#pragma once

#include <string>
#include <string_view>

#include "searcher/collection.h"

namespace kartotek {

// Whether `term`, a folded word, is a name in the articles that have it: written with a capital letter inside
// of sentences at least as often as without. Looks at a few of them, spread over the index; true where none
// of them tells, as the word stands only where any word has a capital, and for what is very rare. Costs some
// 20 us an article looked at.
bool is_written_as_name(const std::string& term, const Collection& collection);
// The same, but false where nothing tells or the index has no such word.
bool is_known_as_name(const std::string& term, const Collection& collection);

// The same, but once will do.
bool is_seen_as_name(const std::string& term, const Collection& collection);

// How `text` writes a folded word. What begins a sentence, and what stands in a line of capitals, is not
// counted.
struct NameUse {
  unsigned with_capital = 0;
  unsigned without = 0;
  bool operator==(const NameUse&) const = default;
};
NameUse name_use(std::string_view text, std::string_view term);

}  // namespace kartotek
