#pragma once

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "searcher/parse_query.h"
#include "searcher/search.h"

namespace kartotek {

// Questions of every kind that the query language has, out of words and passages of an archive: always the
// same ones for a seed.
class RandomQuestions {
 public:
  // `words` and `passages` (two words and more, as they stand in a text) without marks of the query language.
  RandomQuestions(std::vector<std::string> words, std::vector<std::string> passages, unsigned seed)
      : words_(std::move(words)), passages_(std::move(passages)), random_(seed) {}

  std::string query() {
    switch (below(15)) {
      case 0:
        return word();
      case 1:
        return word() + " " + word();
      case 2:
        return "+" + word() + " " + word() + " -" + word();
      case 3:
        return "\"" + passages_[below(passages_.size())] + "\"";
      case 4:
        return word() + " AND (" + word() + " OR " + word() + ")";
      case 5:
        return word() + " NEAR/3 " + word() + " country:TR";
      case 6:
        return "date:2017..2019-06 " + word();
      case 7:
        return "*";
      case 8:
        return "NOT " + word();
      case 9:
        return beginning() + "* " + word();
      case 10:
        return "title:" + word() + " " + word();
      case 11:
        return "=\"" + word() + "\"";
      case 12:
        return word() + "~";
      case 13:
        return passages_[below(passages_.size())] + " " + word();
      default:
        return long_question();
    }
  }

  // With the text of its query, for people.
  std::pair<Question, std::string> question() {
    Question question;
    std::string text = query();
    question.query = parse_query(text);
    question.sort = below(3) == 0 ? static_cast<Sort>(below(3)) : Sort::relevance;
    question.offset = below(4) == 0 ? 7 : 0;
    question.exact = below(6) == 0;
    question.collapse = below(4) != 0;
    if (below(8) == 0) question.countries = {"US", "TR"};
    if (below(8) == 0) question.mentions = {"GB"};
    if (below(8) == 0) question.half_life = 90;
    if (below(2) == 0)
      question.facets = {FacetKind::country, FacetKind::mention, FacetKind::year,  FacetKind::month,
                         FacetKind::day,     FacetKind::lang,    FacetKind::source};
    return {std::move(question), std::move(text)};
  }

 private:
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_()) % bound; }
  const std::string& word() { return words_[below(words_.size())]; }
  // Three bytes, and what is left of the last letter.
  std::string beginning() {
    const std::string& whole = word();
    std::size_t end = std::min<std::size_t>(3, whole.size());
    while (end < whole.size() && (static_cast<unsigned char>(whole[end]) & 0xC0U) == 0x80U) ++end;
    return whole.substr(0, end);
  }
  // Long enough to be ranked by what its first hits share.
  std::string long_question() {
    std::string text = word();
    for (int i = 0; i < 6; ++i) text += " " + word();
    return text;
  }

  std::vector<std::string> words_;
  std::vector<std::string> passages_;
  std::mt19937 random_;
};

}  // namespace kartotek
