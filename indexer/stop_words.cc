#include "indexer/stop_words.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "corpus/embedded.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

std::unordered_set<std::string> read_lists() {
  std::unordered_set<std::string> words;
  for (const char* name :
       {"stopwords/en.txt", "stopwords/tr.txt", "stopwords/az.txt", "stopwords/ru.txt", "stopwords/uk.txt"}) {
    std::string_view list = embedded(name);
    while (!list.empty()) {
      const std::string_view line = list.substr(0, list.find('\n'));
      list.remove_prefix(std::min(line.size() + 1, list.size()));
      if (!line.empty() && line.front() != '#') words.insert(fold(line));
    }
  }
  return words;
}

}  // namespace

bool is_stop_word(std::string_view folded) {
  static const std::unordered_set<std::string> words = read_lists();
  return words.contains(std::string(folded));
}

}  // namespace kartotek
