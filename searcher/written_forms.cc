#include "searcher/written_forms.h"

namespace kartotek {

WrittenForms::WrittenForms(const std::vector<std::string>& folded_words) {
  for (const std::string& word : folded_words) counts_.try_emplace(word);
}

void WrittenForms::add(std::string_view text, const std::vector<Token>& tokens) {
  for (const Token& token : tokens)
    if (const auto found = counts_.find(token.word->term); found != counts_.end())
      ++found->second[std::string(text.substr(token.span.begin, token.span.end - token.span.begin))];
}

std::string WrittenForms::of(const std::string& folded_word) const {
  std::string form = folded_word;
  unsigned most = 0;
  if (const auto found = counts_.find(folded_word); found != counts_.end())
    for (const auto& [written, count] : found->second)
      if (count > most || (count == most && written < form)) {
        form = written;
        most = count;
      }
  return form;
}

}  // namespace kartotek
