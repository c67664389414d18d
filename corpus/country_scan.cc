#include "corpus/country_scan.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

enum LetterClass : std::uint8_t { in_word = 1, upper = 2, lower = 4, apostrophe = 8 };

constexpr std::array<std::uint8_t, 128> ascii_classes = [] {
  std::array<std::uint8_t, 128> classes{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) classes.at(c) = in_word | lower;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) classes.at(c) = in_word | upper;
  for (std::size_t c = '0'; c <= '9'; ++c) classes.at(c) = in_word;
  classes['\''] = apostrophe;
  return classes;
}();

unsigned class_of(char32_t c) {
  if (c < 0x80) return ascii_classes[c];
  if (c == U'’' || c == U'ʼ' || c == U'‘') return apostrophe;
  const auto code_point = static_cast<UChar32>(c);
  if (u_isupper(code_point) != 0) return in_word | upper;
  if (u_islower(code_point) != 0) return in_word | lower;
  return u_isalnum(code_point) != 0 || u_charType(code_point) == U_NON_SPACING_MARK || is_invisible(c)
             ? in_word
             : 0;
}

// The code point at `offset`, which is moved behind it.
char32_t code_point_at(std::string_view text, std::size_t& offset) {
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte >= 0x80) return next_code_point(text, offset);
  ++offset;
  return byte;
}

// Reads a text word by word.
class WordScanner {
 public:
  explicit WordScanner(std::string_view text) : text_(text) {}

  std::vector<ScannedWord> run() {
    while (at_ < text_.size()) {
      if (text_[at_] == ' ') {
        line_breaks_ = 0;
        ++at_;
        continue;
      }
      std::size_t next = at_;
      const char32_t c = code_point_at(text_, next);
      if ((class_of(c) & in_word) != 0) {
        read_word();
      } else {
        read_gap(c);
        at_ = next;
      }
    }
    end_line();
    return std::move(words_);
  }

 private:
  // A word and what its letters say about case.
  void read_word() {
    ScannedWord word{.begin = at_, .joined = joined_};
    std::size_t capitals = 0;
    std::size_t letters = 0;
    while (at_ < text_.size()) {
      if (const std::size_t run = small_letters(at_); run > 0) {
        at_ += run;
        if (word.base_end != 0) continue;
        letters += run;
        lower_in_line_ = true;
        continue;
      }
      std::size_t next = at_;
      const char32_t c = code_point_at(text_, next);
      const unsigned letter = class_of(c);
      if (letter == apostrophe) {
        if (!letter_follows(next)) break;
        if (word.base_end == 0) word.base_end = at_;
      } else if (letter == 0) {
        if (c != '.' || letters == 0 || !initials_go_on(word.begin, next)) break;
        word.dotted = true;
      } else if (word.base_end == 0) {
        if (letters == 0) word.capital = (letter & upper) != 0;
        letters += (letter & (upper | lower)) != 0;
        capitals += (letter & upper) != 0;
        lower_in_line_ |= (letter & lower) != 0;
      }
      at_ = next;
    }
    word.end = at_;
    if (word.base_end == 0) word.base_end = at_;
    word.upper = letters >= 2 && capitals == letters;
    words_.push_back(word);
    joined_ = true;
    line_breaks_ = 0;
  }

  // How many plain small letters stand at `offset`.
  std::size_t small_letters(std::size_t offset) const {
    std::size_t end = offset;
    while (end < text_.size() && text_[end] >= 'a' && text_[end] <= 'z') ++end;
    return end - offset;
  }

  bool letter_follows(std::size_t offset) const {
    return offset < text_.size() && (class_of(code_point_at(text_, offset)) & in_word) != 0;
  }

  // Whether the dot before `offset` is one of initials: capitals and dots only, as in U.S. and U.S.S.R.
  bool initials_go_on(std::size_t begin, std::size_t offset) const {
    const bool one_letter_before = offset - begin == 2 || text_[offset - 3] == '.';
    if (!one_letter_before || offset >= text_.size() || text_[offset] < 'A' || text_[offset] > 'Z')
      return false;
    ++offset;
    return !letter_follows(offset);
  }

  void read_gap(char32_t c) {
    if (c == '\n') {
      end_line();
      if (++line_breaks_ > 1) joined_ = false;
      return;
    }
    line_breaks_ = 0;
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x202F;
    const bool hyphen = c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2013;
    if (blank || hyphen || c == '&') return;
    // The dot of an abbreviation joins: St. Louis, N. Korea, U.S. sanctions.
    const bool abbreviation = c == '.' && !words_.empty() && words_.back().end == at_ &&
                              words_.back().capital &&
                              (words_.back().dotted || at_ - words_.back().begin <= 2);
    if (abbreviation) return;
    joined_ = false;
  }

  void end_line() {
    bool titled = true;
    std::size_t longer = 0;
    for (std::size_t i = line_begin_; i < words_.size(); ++i) {
      constexpr std::size_t longer_word = 5;
      if (words_[i].end - words_[i].begin < longer_word) continue;
      ++longer;
      titled &= words_[i].capital || (text_[words_[i].begin] >= '0' && text_[words_[i].begin] <= '9');
    }
    for (std::size_t i = line_begin_; i < words_.size(); ++i) {
      words_[i].capital_line = !lower_in_line_;
      words_[i].title_line = titled && longer >= 2;
    }
    line_begin_ = words_.size();
    lower_in_line_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<ScannedWord> words_;
  std::size_t line_begin_ = 0;  // index of the first word of the line
  int line_breaks_ = 0;
  bool joined_ = false;
  bool lower_in_line_ = false;
};

// Walks the lexicon along the words of a text.
class PhraseFinder {
 public:
  PhraseFinder(std::string_view text, const std::vector<ScannedWord>& words, std::string_view language)
      : text_(text), words_(words), language_(language), caseless_(is_caseless(words)) {}

  std::vector<CountryPhrase> run() {
    std::vector<CountryPhrase> found;
    for (std::size_t i = 0; i < words_.size();) {
      const CountryPhrase phrase = longest_from(i);
      if (phrase.sense == nullptr) {
        ++i;
        continue;
      }
      found.push_back(phrase);
      i = phrase.last;
    }
    return found;
  }

 private:
  // Whether a word in small letters begins no phrase, at a glance.
  bool is_plainly_none(const ScannedWord& word) const {
    if (word.capital || word.end - word.begin < 2) return false;
    const char first = text_[word.begin];
    const char second = text_[word.begin + 1];
    const bool plain = first >= 'a' && first <= 'z' && second >= 'a' && second <= 'z';
    return plain && !lexicon_.has_small_start(first, second);
  }

  CountryPhrase longest_from(std::size_t first) {
    CountryPhrase best{.first = first, .last = first};
    if (!caseless_ && is_plainly_none(words_[first])) return best;
    walk(CountryLexicon::root, first, best);
    return best;
  }

  // Goes on from `node` with word `at`, in each of its readings; phrases are a few words long.
  void walk(std::uint32_t node, std::size_t at, CountryPhrase& best) {
    if (at == words_.size() || (at != best.first && !words_[at].joined)) return;
    for (const std::uint32_t word : readings(words_[at])) {
      const std::uint32_t next = lexicon_.next(node, word);
      if (next == CountryLexicon::nowhere) continue;
      const CountryLexicon::Sense* sense = lexicon_.sense(next);
      if (sense != nullptr && at + 1 > best.last && fits(*sense, best.first, at)) {
        best.last = at + 1;
        best.sense = sense;
      }
      walk(next, at + 1, best);
    }
  }

  // What the word may be in the lexicon: up to its apostrophe (Turkey's, Kiev'de) or all of it (В'єтнам).
  std::array<std::uint32_t, 4> readings(const ScannedWord& word) {
    const CountryLexicon::Words whole = lexicon_.find(folded(word, word.end), language_ == "az");
    if (word.base_end == word.end)
      return {whole.exact, whole.stem, CountryLexicon::nowhere, CountryLexicon::nowhere};
    const CountryLexicon::Words base = lexicon_.find(folded(word, word.base_end), language_ == "az");
    return {base.exact, base.stem, whole.exact, whole.stem};
  }

  std::string_view folded(const ScannedWord& word, std::size_t end) {
    folded_.clear();
    for (std::size_t i = word.begin; i < end; ++i) {
      const char c = text_[i];
      if (static_cast<unsigned char>(c) >= 0x80) return fold_slowly(word, end);
      if (c == '.' || c == '\'') continue;
      folded_ += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return folded_;
  }

  std::string_view fold_slowly(const ScannedWord& word, std::size_t end) {
    folded_ = fold(text_.substr(word.begin, end - word.begin));
    for (const std::string_view sign : {".", "'", "’", "ʼ", "‘"})
      for (std::size_t at = 0; (at = folded_.find(sign, at)) != std::string::npos;)
        folded_.erase(at, sign.size());
    return folded_;
  }

  bool fits(const CountryLexicon::Sense& sense, std::size_t first, std::size_t last) {
    if (!sense.language.empty() && sense.language != language_) return false;
    const ScannedWord& word = words_[first];
    if (sense.upper && !word.upper && !word.dotted) return false;
    if (sense.mixed_line && word.capital_line && !word.dotted && !is_country_in_capitals(first)) return false;
    if (sense.inside && (word.capital_line || word.title_line || !goes_on(text_, words_, first)))
      return false;
    if (sense.as_spelt && word.upper) return false;
    if (sense.in_company && word.upper && !word.capital_line) return false;  // Louis XI
    const bool is_sure =
        !sense.inside && !sense.in_company &&
        (sense.kind < CountryWord::city || sense.kind == CountryWord::region || last > first);
    if (caseless_ && is_sure) return !is_common_word(first, last);
    const bool small =
        !sense.small_language.empty() && (language_ == sense.small_language || language_.empty());
    unsigned capitals = small ? sense.small : sense.capitals;
    // BAE systems, South korea, White house: the first capital tells
    if (word.upper || sense.kind == CountryWord::name || sense.kind == CountryWord::government)
      capitals &= 1U;
    for (std::size_t i = first; i <= last; ++i)
      if ((capitals >> (i - first) & 1U) != 0 && !words_[i].capital) return false;
    if (sense.spelling.empty()) return true;
    return fold_case(text_.substr(word.begin, word.base_end - word.begin)).starts_with(sense.spelling);
  }

  // "US TROOPS LAND", "ALLIES, US SIGN PACT", "THE US", "US-BACKED": the pronoun does not stand there.
  bool is_country_in_capitals(std::size_t first) {
    if (first == 0 || !words_[first].joined) return true;
    const std::size_t end = words_[first - 1].end;
    if (text_.substr(end, words_[first].begin - end).find('\n') != std::string_view::npos) return true;
    if (first + 1 < words_.size() && words_[first + 1].begin == words_[first].end + 1 &&
        text_[words_[first].end] == '-')
      return true;
    return folded(words_[first - 1], words_[first - 1].end) == "the";
  }

  // A text typed without any capital letter says nothing by having none.
  static bool is_caseless(const std::vector<ScannedWord>& words) {
    constexpr std::size_t least = 4;
    const auto is_capital = [](const ScannedWord& word) { return word.capital; };
    return words.size() >= least && std::none_of(words.begin(), words.end(), is_capital);
  }

  // In such a text: words that are written so as often when no country or people is meant.
  bool is_common_word(std::size_t first, std::size_t last) {
    static constexpr std::array<std::string_view, 15> common{"polish",  "chad",  "guinea", "swede",  "dane",
                                                             "reading", "misir", "hint",   "hintli", "fas",
                                                             "mali",    "kazak", "alman",  "чад",    "мали"};
    return last == first && std::find(common.begin(), common.end(),
                                      folded(words_[first], words_[first].base_end)) != common.end();
  }

  const CountryLexicon& lexicon_ = CountryLexicon::instance();
  std::string_view text_;
  const std::vector<ScannedWord>& words_;
  std::string_view language_;
  bool caseless_;
  std::string folded_;
};

}  // namespace

bool goes_on(std::string_view text, const std::vector<ScannedWord>& words, std::size_t index) {
  if (index == 0) return false;
  const std::size_t end = words[index - 1].end;
  const std::string_view gap = text.substr(end, words[index].begin - end);
  if (words[index].joined) return gap.find('\n') == std::string_view::npos;
  return gap.find_first_not_of(" ,;(-") == std::string_view::npos;
}

std::vector<ScannedWord> scan_words(std::string_view text) { return WordScanner(text).run(); }

std::vector<CountryPhrase> find_phrases(std::string_view text, const std::vector<ScannedWord>& words,
                                        std::string_view language) {
  return PhraseFinder(text, words, language).run();
}

}  // namespace kartotek
