#include "searcher/sentences.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "corpus/ascii.h"
#include "corpus/unicode.h"
#include "searcher/text_cut.h"

namespace kartotek {
namespace {

// What stands before a name or a number, in English, Turkish, Azerbaijani, Russian and Ukrainian wires.
constexpr std::array<std::string_view, 49> abbreviations{
    "Adm",  "Alb",  "Av",   "Brig", "Capt", "Cdr",    "Cmdr", "Col",  "Cpl", "Doç", "Dr", "Gen", "Gov",
    "Hon",  "Jr",   "Korg", "Lt",   "Maj",  "Messrs", "Mr",   "Mrs",  "Ms",  "Mt",  "Op", "Org", "Ord",
    "Pres", "Prof", "Pvt",  "Rep",  "Reps", "Rev",    "Sen",  "Sens", "Sgt", "Sr",  "St", "Sn",  "Tuğg",
    "Tümg", "vs",   "Yrd",  "акад", "ген",  "им",     "полк", "проф", "ул",  "см"};

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// What a sentence may end at: a line end, a mark, or a mark that is not ASCII, which begins with one of the
// bytes from D6 on in UTF-8 as no letter of Latin, Greek or Cyrillic does.
constexpr std::array<bool, 256> may_end = [] {
  std::array<bool, 256> table{};
  for (const char c : {'\n', '.', '!', '?'}) table[static_cast<unsigned char>(c)] = true;
  for (std::size_t byte = 0xD6; byte < 256; ++byte) table[byte] = true;
  return table;
}();

class SentenceFinder {
 public:
  SentenceFinder(std::string_view text, const std::vector<std::size_t>& gaps) : text_(text), gaps_(gaps) {}

  std::vector<Sentence> find() {
    std::size_t place = 0;
    for (const std::size_t gap : gaps_) {
      read(place, gap);
      close(gap);
      follows_ = false;
    }
    read(place, text_.size());
    close(text_.size());
    return std::move(sentences_);
  }

 private:
  // Reads on from `place` to at least `end`.
  void read(std::size_t& place, std::size_t end) {
    while (true) {
      while (place < end && !may_end[static_cast<unsigned char>(text_[place])]) ++place;
      if (place >= end) return;
      const std::size_t mark = place;
      if (text_[mark] == '\n') {
        ++place;
        if (ends_paragraph(mark)) close(mark);
      } else if (is_ascii(text_[mark])) {
        place = behind_closers(mark + 1);
        if (ends_sentence(mark, place)) close(place);
      } else if (is_terminal(next_code_point(text_, place))) {
        place = behind_closers(place);
        close(place);
      }
    }
  }

  static bool is_terminal(char32_t c) {
    return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_S_TERM) != 0;
  }

  void close(std::size_t end) {
    while (begin_ < end && is_ascii_space(text_[begin_])) ++begin_;
    std::size_t last = end;
    while (last > begin_ && is_ascii_space(text_[last - 1])) --last;
    if (begin_ < last) {
      sentences_.push_back({{begin_, last}, follows_});
      follows_ = true;
    }
    begin_ = end;
  }

  // A line that ends inside a sentence is only wrapped.
  bool ends_paragraph(std::size_t line_end) const {
    std::size_t next = line_end + 1;
    while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t' || text_[next] == '\r')) ++next;
    const bool is_blank = next < text_.size() && text_[next] == '\n';
    std::size_t last = line_end;
    while (last > begin_ && is_ascii_space(text_[last - 1])) --last;
    return is_blank ||
           (last > begin_ && std::string_view(".!?:\"").find(text_[last - 1]) != std::string_view::npos);
  }

  // Behind further marks, quotes and brackets that close with the sentence.
  std::size_t behind_closers(std::size_t place) const {
    while (place < text_.size()) {
      std::size_t next = place;
      const char32_t c = next_code_point(text_, next);
      const bool closes = is_ascii(text_[place])
                              ? std::string_view(".!?\"')]").find(text_[place]) != std::string_view::npos
                              : c == U'”' || c == U'’' || c == U'»' || c == U'…' || is_terminal(c) ||
                                    u_charType(static_cast<UChar32>(c)) == U_END_PUNCTUATION;
      if (!closes) break;
      place = next;
    }
    return place;
  }

  // Whether the mark at `mark`, with what closes with it up to `end`, ends a sentence.
  bool ends_sentence(std::size_t mark, std::size_t end) const {
    if (end < text_.size() && !parts_words(text_, end)) return false;
    std::size_t next = end;
    while (next < text_.size() && is_ascii_space(text_[next])) ++next;
    if (next == text_.size()) return true;
    const auto first = static_cast<UChar32>(next_code_point(text_, next));
    if (u_islower(first) != 0) return false;
    const bool alone = text_[mark] == '.' && end == mark + 1;
    return !alone || !is_abbreviation(word_before(mark), u_isdigit(first) != 0);
  }

  // Whether a full stop behind `word`, with a capital or, `before_number`, a digit to follow, is part of it.
  static bool is_abbreviation(std::string_view word, bool before_number) {
    std::size_t letters = 0;
    std::size_t digits = 0;
    std::size_t run = 0;  // of letters without a full stop
    std::size_t longest_run = 0;
    for (std::size_t i = 0; i < word.size();) {
      const char32_t c = next_code_point(word, i);
      letters += u_isalpha(static_cast<UChar32>(c)) != 0;
      digits += u_isdigit(static_cast<UChar32>(c)) != 0;
      run = c == '.' ? 0 : run + 1;
      longest_run = std::max(longest_run, run);
    }
    if (letters == 0) return digits == 1 || digits == 2;  // 5. Filo, 15. Kolordu
    if (digits > 0) return false;
    if (longest_run == 1 || (letters > longest_run && longest_run <= 2)) return true;  // J. Smith, U.S. Navy
    if (letters <= 4 && before_number) return true;                                    // No. 5, Sept. 3
    return std::find(abbreviations.begin(), abbreviations.end(), word) != abbreviations.end();
  }

  // What stands before `place` back to white space, a bracket or a quote.
  std::string_view word_before(std::size_t place) const {
    constexpr std::size_t longest = 24;  // bytes; what is longer is no abbreviation
    std::size_t begin = place;
    while (begin > begin_ && place - begin < longest && !is_ascii_space(text_[begin - 1]) &&
           text_[begin - 1] != '(' && text_[begin - 1] != '"')
      --begin;
    while (begin < place && is_continuation(text_[begin])) ++begin;
    return text_.substr(begin, place - begin);
  }

  std::string_view text_;
  const std::vector<std::size_t>& gaps_;
  std::vector<Sentence> sentences_;
  std::size_t begin_ = 0;  // of the sentence that is being read
  bool follows_ = false;
};

}  // namespace

std::vector<Sentence> sentences_of(std::string_view text, const std::vector<std::size_t>& gaps) {
  return SentenceFinder(text, gaps).find();
}

}  // namespace kartotek
