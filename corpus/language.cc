#include "corpus/language.h"

#include <unicode/uchar.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "corpus/table.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

constexpr std::size_t language_count = 6;
constexpr std::array<std::string_view, language_count> codes{"", "en", "tr", "az", "ru", "uk"};

using Scores = std::array<double, language_count>;
double& score_of(Scores& scores, Language language) { return scores[static_cast<std::size_t>(language)]; }

// Letters that only some of the languages have. A function word counts 1.
constexpr double letter_weight = 0.5;
void score_letter(char32_t c, Scores& scores) {
  switch (c == U'İ' ? c : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)))) {
    case U'ə':
      score_of(scores, Language::az) += letter_weight;
      break;
    case U'q':
    case U'x':
      score_of(scores, Language::az) += letter_weight / 8;
      break;
    case U'ğ':
    case U'ş':
    case U'ı':
    case U'İ':
      score_of(scores, Language::tr) += letter_weight;
      score_of(scores, Language::az) += letter_weight;
      break;
    case U'ы':
    case U'э':
    case U'ё':
    case U'ъ':
      score_of(scores, Language::ru) += letter_weight;
      break;
    case U'і':
    case U'ї':
    case U'є':
    case U'ґ':
      score_of(scores, Language::uk) += letter_weight;
      break;
    default:
      break;
  }
}

// Function words by the languages that have them, as written in lower case.
const std::unordered_map<std::string, std::array<bool, language_count>>& function_words() {
  static const auto words = [] {
    std::unordered_map<std::string, std::array<bool, language_count>> read;
    for (std::size_t language = 1; language < language_count; ++language)
      for_each_row("stopwords/" + std::string(codes[language]) + ".txt",
                   [&](std::string_view word) { read[std::string(word)][language] = true; });
    return read;
  }();
  return words;
}

void score_word(const std::string& word, Scores& scores) {
  const auto found = function_words().find(word);
  if (found == function_words().end()) return;
  const auto shared = static_cast<double>(std::count(found->second.begin(), found->second.end(), true));
  for (std::size_t language = 1; language < language_count; ++language)
    if (found->second[language]) scores[language] += 1 / shared;
}

// What the letters of a text rule out: every language here has one or a few that no text of some length is
// without.
struct Alphabet {
  std::size_t letters = 0;
  std::size_t cyrillic = 0;
  std::size_t russian = 0;  // of the Russian alphabet
  bool schwa = false;
  bool azerbaijani = false;  // ҹ and ҝ, of the Cyrillic alphabet of Azerbaijani, and of no other here

  void note(char32_t c) {
    const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    if (!u_isalpha(static_cast<UChar32>(c))) return;
    ++letters;
    cyrillic += lower >= U'\u0400' && lower <= U'\u04FF';
    russian += (lower >= U'а' && lower <= U'я') || lower == U'ё';
    schwa = schwa || lower == U'ə' || lower == U'ә';
    azerbaijani = azerbaijani || lower == U'ҹ' || lower == U'ҝ';
  }
  // One letter in twelve of Azerbaijani is ə.
  bool cannot_be_azerbaijani() const { return !schwa && letters >= 40; }
  // One letter in fourteen of Ukrainian is і, ї, є or ґ. (Names may be in Latin letters.)
  bool must_be_russian() const { return russian == cyrillic && russian >= 40 && 2 * russian > letters; }
};

}  // namespace

Language language_of_code(std::string_view code) {
  const auto found = std::find(codes.begin() + 1, codes.end(), code);
  return found == codes.end() ? Language::unknown : static_cast<Language>(found - codes.begin());
}

std::string_view code_of(Language language) { return codes[static_cast<std::size_t>(language)]; }

Language detect_language(std::string_view text) {
  constexpr std::size_t enough = 4000;  // bytes
  constexpr double least_score = 2;     // two function words, or one and two letters
  constexpr double least_per_word = 0.08;
  Scores scores{};
  Alphabet alphabet;
  std::string word;
  double words = 0;
  for (std::size_t i = 0; i < text.size() && i < enough;) {
    const auto small = static_cast<char>(text[i] | 0x20);
    if (small >= 'a' && small <= 'z' && small != 'q' && small != 'x') {  // says nothing but with its word
      ++i;
      ++alphabet.letters;
      word += small;
      continue;
    }
    const char32_t c = next_code_point(text, i);
    score_letter(c, scores);
    alphabet.note(c);
    if (u_isalpha(static_cast<UChar32>(c)) || (c == U'\u0307' && !word.empty())) {
      append_code_point(word, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    } else if (!word.empty()) {
      score_word(word, scores);
      word.clear();
      ++words;
    }
  }
  if (!word.empty()) score_word(word, scores);
  if (alphabet.azerbaijani && alphabet.schwa) return Language::az;
  if (alphabet.cannot_be_azerbaijani()) score_of(scores, Language::az) = 0;
  const auto best = std::max_element(scores.begin(), scores.end());
  const double needed = std::max(words < 8 ? 1.0 : least_score, least_per_word * words);
  if (*best >= needed) return static_cast<Language>(best - scores.begin());
  return alphabet.must_be_russian() ? Language::ru : Language::unknown;
}

std::string code_of_tag(const std::string& tag) {
  const bool plausible = std::all_of(tag.begin(), tag.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  std::array<char, ULOC_LANG_CAPACITY> code{};
  UErrorCode status = U_ZERO_ERROR;
  const int32_t length =
      plausible ? uloc_getLanguage(tag.c_str(), code.data(), ULOC_LANG_CAPACITY, &status) : 0;
  return U_SUCCESS(status) && (length == 2 || length == 3) ? std::string(code.data()) : std::string();
}

}  // namespace kartotek
