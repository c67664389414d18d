#include "indexer/analyzer.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <array>
#include <utility>

#include "corpus/unicode.h"
#include "indexer/compound.h"
#include "indexer/form_table.h"
#include "indexer/plain_text.h"
#include "indexer/plain_word.h"
#include "indexer/quantity.h"
#include "indexer/stop_words.h"
#include "indexer/words.h"

namespace kartotek {

// Every surface form met so far, so that folding and stemming are done once a form.
class Analyzer::Words {
 public:
  explicit Words(std::size_t memory) : most_(memory / bytes_of_form) {
    UErrorCode status = U_ZERO_ERROR;
    breaker_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no word break rules");
  }

  const Word& of(std::string_view surface, Language language) {
    return of(surface, FormTable::key_of(surface), language);
  }
  const Word& of(std::string_view surface, const FormTable::Key& key, Language language) {
    return forms(language).get(surface, key, [&](std::string_view form) {
      Word word = make_word(form, language, stemmer_);
      if (remembers_names_ && word.capitalised && !word.stop)
        new_names_.push_back(word.exact.empty() ? word.term : word.exact);
      return word;
    });
  }
  FormTable& forms(Language language) { return forms_[static_cast<std::size_t>(language)]; }

  // A term that is not a word as written: a designator, a number, a host.
  const Word& of_term(std::string_view term) {
    return terms_.get(term, FormTable::key_of(term), [](std::string_view text) {
      return Word{.term = std::string(text), .exact = {}, .stem = {}};
    });
  }

  void bound_size() {
    std::size_t held = terms_.size();
    for (const FormTable& forms : forms_) held += forms.size();
    if (held <= most_) return;
    for (FormTable& forms : forms_) forms.clear();
    terms_.clear();
  }

  void remember_names() { remembers_names_ = true; }
  std::vector<std::string> take_new_names() { return std::exchange(new_names_, {}); }
  const Stemmer& stemmer() const { return stemmer_; }
  icu::BreakIterator& breaker() { return *breaker_; }

 private:
  static constexpr std::size_t bytes_of_form = 400;  // measured, with what its table takes while it grows

  std::size_t most_;  // forms
  std::array<FormTable, 6> forms_;
  FormTable terms_;
  bool remembers_names_ = false;
  std::vector<std::string> new_names_;
  Stemmer stemmer_;
  std::unique_ptr<icu::BreakIterator> breaker_;
};

// One walk over one text.
class Analyzer::Pass {
 public:
  Pass(Words& words, std::string_view text, Language language, std::vector<Token>& tokens)
      : words_(words), text_(text), language_(language), tokens_(tokens) {}

  void run() {
    std::size_t offset = 0;
    while (offset < text_.size()) {
      plain_words(offset);
      put_quantity(offset);
      next_compound(text_, offset, atoms_);
      if (!atoms_.empty()) compound(offset);
    }
  }

 private:
  std::string_view slice(Span span) const { return text_.substr(span.begin, span.end - span.begin); }

  void put(const Word& word, Span span, bool part = false) {
    if (!word.term.empty()) tokens_.push_back({&word, position_, span, part});
  }
  // The whole of the pieces that follow, at the position that the first of them will have.
  void put_whole(std::string_view term, Span span) {
    if (!term.empty()) tokens_.push_back({&words_.of_term(term), position_ + 1, span, false, true});
  }
  void put_term(std::string_view term, Span span, bool part = false) {
    if (!term.empty()) put(words_.of_term(term), span, part);
  }

  // Takes the words and numbers that nothing can be tied to, as most are, past all the rules; up to where the
  // rules have to be asked. `offset` is then at or before the next word.
  void plain_words(std::size_t& offset) {
    std::size_t count = 0;
    do {
      for (count = 0; count < plain_.size() && next_plain(offset, plain_[count]); ++count) {
      }
      for (std::size_t i = 0; i < count; ++i) put_plain(plain_[i]);
    } while (count == plain_.size());
  }

  struct Plain {
    PlainWord word;
    FormTable::Key key;
  };

  // False, with `offset` at or before the next word, where the rules have to be asked.
  bool next_plain(std::size_t& offset, Plain& plain) {
    const std::size_t before = offset;
    if (!next_plain_word(text_, offset, plain.word)) return false;
    const Span span = plain.word.span;
    plain.key = FormTable::key_of(slice(span), text_.size() - span.begin);
    words_.forms(language_).prefetch(plain.key);
    if (!plain.word.before_digit) return true;
    // S 400, but not: in 15
    if (plain.word.letters > 1 && words_.of(slice(span), plain.key, language_).stop) return true;
    offset = before;
    return false;
  }

  void put_plain(const Plain& plain) {
    const Span span = plain.word.span;
    ++position_;
    if (plain.word.groups > 1) return put_term(plain_number(plain.word), span);
    tokens_.push_back({&words_.of(slice(span), plain.key, language_), position_, span});
  }

  // Groups of thousands without their separators, decimals with a point.
  std::string_view plain_number(const PlainWord& word) {
    number_.clear();
    for (const char c : slice(word.span)) {
      if (c != '.' && c != ',') {
        number_ += c;
      } else if (!word.thousands) {
        number_ += '.';
      }
    }
    return number_;
  }

  // Beside its words, which follow, the whole of a quantity that stands next.
  void put_quantity(std::size_t offset) {
    if (offset < quantity_.span.end || !next_quantity(text_, offset, quantity_)) return;
    for (const std::string& term : quantity_.terms) put_whole(term, quantity_.span);
  }

  void compound(std::size_t& offset) {
    std::vector<Piece> pieces = pieces_of(text_, atoms_);
    join_over_space(pieces, offset);
    host_or_address(pieces);
    for (std::size_t i = 0; i < pieces.size();) {
      const std::size_t designator = designator_end(pieces, i);
      if (designator > i) {
        put_designator(pieces, i, designator);
        i = designator;
        continue;
      }
      std::size_t end = i + 1;
      while (end < pieces.size() && pieces[end].connector == CharacterClass::hyphen &&
             designator_end(pieces, end) == end)
        ++end;
      put_hyphenated(pieces, i, end);
      i = end;
    }
  }

  // S 400 and 155 mm are one thing though a space divides them. `pieces` then take in the next compound.
  void join_over_space(std::vector<Piece>& pieces, std::size_t& offset) {
    const Piece& last = pieces.back();
    if (pieces.size() > 1 || last.initials || (last.is_word() && last.letters > 3) || last.complex) return;
    std::size_t next = behind_blanks(offset);
    if (next == offset || next >= text_.size()) return;
    const CharacterClass kind = character_class_at(next);
    if (last.is_word() ? kind != CharacterClass::digit : kind != CharacterClass::letter) return;
    const bool capital = last.letters == 1 && last.upper;  // С 400, where с is a Russian preposition
    if (last.is_word() && !capital && is_stop_word(fold(last.surface))) return;
    next_compound(text_, next, atoms_);
    std::vector<Piece> more = pieces_of(text_, atoms_);
    const Piece& first = more.front();
    const bool joins = last.is_word() ? !first.is_year() && first.number_parts.empty() && first.digits <= 4
                                      : last.is_number() && more.size() == 1 && is_unit(fold(first.surface));
    if (!joins) return;
    offset = next;
    pieces.insert(pieces.end(), more.begin(), more.end());
  }

  // Behind the white space at `offset`; a line may be wrapped there, but a blank line ends a paragraph.
  std::size_t behind_blanks(std::size_t offset) const {
    int lines = 0;
    for (std::size_t next = offset; next < text_.size(); offset = next) {
      const auto c = static_cast<UChar32>(next_code_point(text_, next));
      lines += c == '\n';
      if (!u_isUWhiteSpace(c) || lines > 1) break;
    }
    return offset;
  }

  CharacterClass character_class_at(std::size_t offset) const { return next_class(text_, offset); }

  // defence.gov.tr and press@mod.gov.az: the whole, at the position that its first part will have.
  void host_or_address(const std::vector<Piece>& pieces) {
    if (pieces.size() < 2 || !pieces.back().is_word()) return;
    bool dots = false;
    bool at = false;
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      dots = dots || pieces[i].connector == CharacterClass::dot;
      at = at || pieces[i].connector == CharacterClass::joiner;
    }
    const Span span{pieces.front().span.begin, pieces.back().span.end};
    if (!dots) return;
    const std::string whole = fold(slice(span));
    if (whole != slice(span) && whole.find('@') == std::string::npos) return;
    if (!at && (pieces.back().letters < 2 || pieces.back().letters > 6)) return;
    put_whole(whole, span);
  }

  void put_designator(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end) {
    ++position_;
    const Span span{pieces[begin].span.begin, pieces[end - 1].span.end};
    constexpr std::size_t longest_form = 40;  // bytes; bounds the work for an endless a1a1a1
    std::string joined;
    std::vector<std::string> forms;  // ends at numbers and hyphens: t72 of t72b3, aim120c of aim120c7
    for (std::size_t i = begin; i < end; ++i) {
      const std::string folded = fold(number_text(pieces[i]));
      for (std::size_t k = 0; k < folded.size(); ++k) {
        joined += folded[k];
        const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
        const bool number_ends = is_digit(folded[k]) && (k + 1 == folded.size() || !is_digit(folded[k + 1]));
        const bool piece_ends = !forms.empty() && k + 1 == folded.size();
        if ((number_ends || piece_ends) && !is_digit(joined.front()) && joined.size() <= longest_form)
          forms.push_back(joined);
      }
      if (i == begin + 1 && pieces[i].connector == CharacterClass::slash)
        forms.push_back(after_slash(pieces, i, end));
    }
    if (forms.empty() || forms.back() != joined) forms.push_back(joined);
    const std::size_t ending = fold(ending_behind_digits(pieces[end - 1])).size();
    for (const std::string& form : forms) {
      const bool part = form != joined && form.size() + ending != joined.size();
      put_term(form, span, part);
      put_term(latin_designator(form), span, part);
      put_term(look_alike_designator(form), span, part);
    }
    for (std::size_t i = begin; i < end; ++i) put_parts(pieces[i], end - begin > 1);
  }

  static std::string after_slash(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end) {
    std::string joined;
    for (std::size_t i = begin; i < end; ++i) joined += fold(pieces[i].surface);
    return joined;
  }

  // The numbers in a piece of a designator, and the piece itself where it is not the whole.
  void put_parts(const Piece& piece, bool itself) {
    if (itself) put(words_.of(number_text(piece), language_), piece.span, true);
    if (piece.letters == 0) return;
    for (std::size_t begin = piece.span.begin; begin < piece.span.end;) {
      std::size_t end = begin;
      std::size_t digits = 0;
      for (std::size_t next = begin; next_class(text_, next) == CharacterClass::digit; ++digits) end = next;
      if (digits >= 2) put_term(fold(slice({begin, end})), {begin, end}, true);
      if (digits == 0) next_class(text_, end);
      begin = end;
    }
  }

  void put_hyphenated(const std::vector<Piece>& pieces, std::size_t begin, std::size_t end) {
    if (end - begin == 1) return put_piece(pieces[begin]);
    std::string joined;
    bool words = end - begin <= 3;
    for (std::size_t i = begin; i < end; ++i) {
      joined += fold(pieces[i].surface);
      words = words && (pieces[i].is_word() || (i > begin && pieces[i].is_number() && !pieces[i].is_year()));
    }
    const Span span{pieces[begin].span.begin, pieces[end - 1].span.end};
    if (end - begin == 2 && words && pieces[begin + 1].is_word() &&
        is_bound_prefix(fold(pieces[begin].surface))) {
      ++position_;
      put(words_.of(pieces[begin].surface + pieces[begin + 1].surface, language_), span);
      for (std::size_t i = begin; i < end; ++i)
        put(words_.of(pieces[i].surface, language_), pieces[i].span, true);
      return;
    }
    if (words && !pieces[begin].initials && pieces[begin].is_word()) put_whole(joined, span);
    for (std::size_t i = begin; i < end; ++i) put_piece(pieces[i]);
  }

  void put_piece(const Piece& piece) {
    if (piece.complex) return put_complex(piece.span);
    if (!piece.number_parts.empty()) return put_number(piece);
    ++position_;
    if (piece.surface == "US") {
      const bool pronoun_too = !piece.initials && is_in_line_of_capitals(piece.span);
      put_term(united_states_term, piece.span);
      if (pronoun_too) put(words_.of("us", language_), piece.span);
    } else {
      put(words_.of(piece.surface, language_), piece.span);
    }
  }

  void put_number(const Piece& piece) {
    if (is_grouped_number(piece) || piece.number_parts.size() < 3) {
      ++position_;
      return put_term(number_text(piece), piece.span);
    }
    put_whole(fold(piece.surface), piece.span);
    for (const Span part : piece.number_parts) {
      ++position_;
      put(words_.of(slice(part), language_), part);
    }
  }

  void put_complex(Span span) {
    UErrorCode status = U_ZERO_ERROR;
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, text_.data() + span.begin, static_cast<int64_t>(span.end - span.begin), &status);
    words_.breaker().setText(&text, status);
    for (int32_t begin = words_.breaker().first(), end = words_.breaker().next();
         U_SUCCESS(status) && end != icu::BreakIterator::DONE; begin = end, end = words_.breaker().next()) {
      const Span word{span.begin + static_cast<std::size_t>(begin),
                      span.begin + static_cast<std::size_t>(end)};
      ++position_;
      put(words_.of(slice(word), language_), word);
    }
    utext_close(&text);
  }

  // Whether the line around `span` has other words, and not one lower-case letter.
  bool is_in_line_of_capitals(Span span) const {
    constexpr std::size_t reach = 300;
    std::size_t begin = span.begin;
    while (begin > 0 && text_[begin - 1] != '\n' && span.begin - begin < reach) --begin;
    bool others = false;
    for (std::size_t i = begin; i < text_.size() && text_[i] != '\n' && i < span.end + reach;) {
      const auto c = static_cast<UChar32>(next_code_point(text_, i));
      if (u_islower(c)) return false;
      others = others || (u_isupper(c) && (i <= span.begin || i > span.end));
    }
    return others;
  }

  Words& words_;
  std::string_view text_;
  Language language_;
  std::vector<Token>& tokens_;
  std::vector<Atom> atoms_;
  Quantity quantity_;
  std::array<Plain, 16> plain_;
  std::string number_;
  std::uint32_t position_ = 0;
};

Analyzer::Analyzer(std::size_t memory) : words_(std::make_unique<Words>(memory)) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

const std::vector<Token>& Analyzer::tokens(std::string_view text, Language language) {
  words_->bound_size();
  tokens_.clear();
  const PlainText plain(text);
  Pass(*words_, plain.text(), language, tokens_).run();
  if (!plain.is_original())
    for (Token& token : tokens_) token.span = plain.original(token.span);
  return tokens_;
}

void Analyzer::remember_names() { words_->remember_names(); }
std::vector<std::string> Analyzer::take_new_names() { return words_->take_new_names(); }

std::string Analyzer::stem(std::string_view folded, Language language) const {
  return words_->stemmer().stem(folded, language);
}

}  // namespace kartotek
