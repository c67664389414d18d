#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/analyzer.h"

namespace kartotek {

// How articles write some words: of "erdogan" that it is written Erdoğan.
class WrittenForms {
 public:
  explicit WrittenForms(const std::vector<std::string>& folded_words);

  // `tokens` of `text`.
  void add(std::string_view text, const std::vector<Token>& tokens);
  // The form met most often, of equals the first by code points; the word itself where it was not met.
  std::string of(const std::string& folded_word) const;

 private:
  std::unordered_map<std::string, std::unordered_map<std::string, unsigned>> counts_;  // by folded word
};

}  // namespace kartotek
