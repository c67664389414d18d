#include "indexer/words.h"

#include <unicode/uchar.h>

#include <array>
#include <utility>

#include "corpus/unicode.h"
#include "indexer/stop_words.h"

namespace kartotek {
namespace {

struct LetterPair {
  char32_t cyrillic;
  std::string_view latin;
};

// Folded letters that look alike in both scripts (Unicode Technical Standard 39, confusables: the pairs
// between Basic Latin and the letters of Russian, Ukrainian and Azerbaijani).
constexpr std::array<LetterPair, 14> look_alikes{{{U'а', "a"},
                                                  {U'ә', "e"},  // a schwa, folded; of two the later is taken
                                                  {U'е', "e"},
                                                  {U'о', "o"},
                                                  {U'р', "p"},
                                                  {U'с', "c"},
                                                  {U'х', "x"},
                                                  {U'у', "y"},
                                                  {U'і', "i"},
                                                  {U'к', "k"},
                                                  {U'м', "m"},
                                                  {U'т', "t"},
                                                  {U'ј', "j"},
                                                  {U'һ', "h"}}};
// More pairs look alike as capitals only, and the case is gone: taken as typed for designators alone.
constexpr std::array<LetterPair, 2> capital_look_alikes{{{U'в', "b"}, {U'н', "h"}}};

// How Russian and Ukrainian write the letters of foreign designators, after GOST 7.79.
constexpr std::array<LetterPair, 27> transliterations{
    {{U'а', "a"},  {U'б', "b"}, {U'в', "v"},  {U'г', "g"},  {U'ґ', "g"},  {U'д', "d"}, {U'е', "e"},
     {U'ж', "zh"}, {U'з', "z"}, {U'и', "i"},  {U'і', "i"},  {U'й', "y"},  {U'к', "k"}, {U'л', "l"},
     {U'м', "m"},  {U'н', "n"}, {U'о', "o"},  {U'п', "p"},  {U'р', "r"},  {U'с', "s"}, {U'т', "t"},
     {U'у', "u"},  {U'ф', "f"}, {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"}, {U'я', "ya"}}};

template <std::size_t size>
std::string_view latin_for(char32_t c, const std::array<LetterPair, size>& pairs) {
  for (const LetterPair& pair : pairs)
    if (pair.cyrillic == c) return pair.latin;
  return {};
}

bool is_cyrillic(char32_t c) { return c >= 0x400 && c <= 0x52F; }
bool is_latin(char32_t c) { return c >= 'a' && c <= 'z'; }

struct ScriptCounts {
  unsigned latin = 0;
  unsigned cyrillic = 0;
};

ScriptCounts count_scripts(std::string_view folded) {
  ScriptCounts counts;
  for (std::size_t i = 0; i < folded.size();) {
    const char32_t c = next_code_point(folded, i);
    counts.latin += is_latin(c);
    counts.cyrillic += is_cyrillic(c);
  }
  return counts;
}

// Every letter of the other script replaced by its look-alike; "" where one has none.
std::string in_one_script(std::string_view folded, bool to_latin) {
  std::string out;
  for (std::size_t i = 0; i < folded.size();) {
    const char32_t c = next_code_point(folded, i);
    if (to_latin && is_cyrillic(c)) {
      const std::string_view latin = latin_for(c, look_alikes);
      if (latin.empty()) return {};
      out += latin;
    } else if (!to_latin && is_latin(c)) {
      char32_t cyrillic = 0;
      for (const LetterPair& pair : look_alikes)
        if (pair.latin[0] == static_cast<char>(c)) cyrillic = pair.cyrillic;
      if (cyrillic == 0) return {};
      append_code_point(out, cyrillic);
    } else {
      append_code_point(out, c);
    }
  }
  return out;
}

}  // namespace

std::string mend_mixed_scripts(std::string_view folded) {
  const ScriptCounts counts = count_scripts(folded);
  if (counts.latin == 0 || counts.cyrillic == 0) return std::string(folded);
  const bool mostly_latin = counts.latin > counts.cyrillic;
  for (const bool to_latin : {mostly_latin, !mostly_latin}) {
    std::string mended = in_one_script(folded, to_latin);
    if (!mended.empty()) return mended;
  }
  return std::string(folded);
}

std::string latin_designator(std::string_view folded) {
  if (count_scripts(folded).cyrillic == 0) return {};
  std::string out;
  for (std::size_t i = 0; i < folded.size();) {
    const char32_t c = next_code_point(folded, i);
    const std::string_view latin = latin_for(c, transliterations);
    if (latin.empty()) {
      append_code_point(out, c);
    } else {
      out += latin;
    }
  }
  return out;
}

std::string look_alike_designator(std::string_view folded) {
  if (count_scripts(folded).cyrillic == 0) return {};
  std::string out;
  for (std::size_t i = 0; i < folded.size();) {
    const char32_t c = next_code_point(folded, i);
    std::string_view latin = latin_for(c, look_alikes);
    if (latin.empty()) latin = latin_for(c, capital_look_alikes);
    if (is_cyrillic(c) && latin.empty()) return {};
    if (latin.empty()) {
      append_code_point(out, c);
    } else {
      out += latin;
    }
  }
  return out;
}

namespace {

// The Latin schwa in a Cyrillic word, which folds into an e, as the Cyrillic one, which does not.
std::string with_cyrillic_schwa(std::string_view surface) {
  std::string mended(surface);
  for (const auto& [latin, cyrillic] :
       {std::pair<std::string_view, std::string_view>{"ə", "ә"}, {"Ə", "Ә"}}) {
    std::size_t at = mended.find(latin);
    if (at == std::string::npos || count_scripts(fold(surface)).cyrillic == 0) continue;
    for (; at != std::string::npos; at = mended.find(latin, at)) mended.replace(at, latin.size(), cyrillic);
  }
  return mended;
}

}  // namespace

Word make_word(std::string_view surface, Language language, const Stemmer& stemmer) {
  Word word;
  if (is_ascii(surface)) {
    word.term = fold(surface);
  } else {
    word.term = mend_mixed_scripts(fold(with_cyrillic_schwa(surface)));
    word.exact = fold_case(surface);
    if (word.exact == word.term) word.exact.clear();
  }
  word.stem = stemmer.stem(word.term, language);
  word.stop = is_stop_word(word.term);
  std::size_t first = 0;
  word.capitalised = !surface.empty() && u_isupper(static_cast<UChar32>(next_code_point(surface, first)));
  return word;
}

}  // namespace kartotek
