#include "indexer/stop_words.h"

#include <string>
#include <unordered_set>

#include "corpus/table.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

std::unordered_set<std::string> read_lists() {
  constexpr std::size_t about = 1024;
  std::unordered_set<std::string> words;
  words.reserve(about);
  for (const char* name :
       {"stopwords/en.txt", "stopwords/tr.txt", "stopwords/az.txt", "stopwords/ru.txt", "stopwords/uk.txt"})
    for_each_row(name, [&](std::string_view word) { words.insert(fold(word)); });
  return words;
}

}  // namespace

bool is_stop_word(std::string_view folded) {
  static const std::unordered_set<std::string> words = read_lists();
  return words.contains(std::string(folded));
}

}  // namespace kartotek
