#include "searcher/query_lexer.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "corpus/lines.h"
#include "corpus/unicode.h"
#include "searcher/query_field.h"

namespace kartotek {
namespace {

using Kind = QueryToken::Kind;

constexpr std::size_t max_code_points = 10'000;

bool is_blank(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  return !is_invisible(c) && (u_isUWhiteSpace(code_point) || u_iscntrl(code_point));
}

bool ends_run(char32_t c) { return is_blank(c) || is_quote(c) || c == U'(' || c == U')'; }

bool is_sign(char32_t c) { return c == U'+' || c == U'-'; }

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_code_point(out, c);
  return out;
}

bool has_word_character(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), is_word_character);
}

std::u32string decode(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size() && out.size() <= max_code_points;) out += next_code_point(text, i);
  if (out.size() > max_code_points)
    throw QueryError("too_long", fmt::format("the query is longer than {} characters", max_code_points),
                     max_code_points, "ask for less at once");
  return out;
}

// Kind::end where the text is no operator.
Kind operator_of(std::u32string_view text) {
  if (text == U"AND") return Kind::operator_and;
  if (text == U"OR") return Kind::operator_or;
  if (text == U"NOT") return Kind::operator_not;
  return text == U"NEAR" || text.starts_with(U"NEAR/") ? Kind::operator_near : Kind::end;
}

// An unbroken piece of the query outside quotes, without its invisible characters.
struct Run {
  std::u32string text;
  std::vector<std::size_t> places;  // of each character of `text` in the query
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(decode(text)) {}
  std::vector<QueryToken> tokens();

 private:
  char32_t at(std::size_t place) const { return place < text_.size() ? text_[place] : U'\0'; }
  bool is_exact(std::size_t place) const { return at(place) == U'=' && is_quote(at(place + 1)); }
  bool starts_operand(std::size_t place) const;
  bool touches_previous() const {
    return !tokens_.empty() && end_ == place_ && tokens_.back().kind != Kind::open;
  }
  void add(Kind kind, std::size_t begin, std::string text = {});

  void read_bracket();
  bool read_signs();
  void read_quoted(Kind kind);
  Run read_run();
  bool is_bracketed_part(const Run& run) const;
  void read_word(bool is_value);
  void read_value(Field field);
  bool read_operator(const Run& run);
  bool read_field(const Run& run, bool is_value);
  void refuse_suffix(std::string_view after) const;
  void refuse_foreign(const Run& run) const;
  void refuse_broken_range() const;

  std::u32string text_;
  std::size_t place_ = 0;
  std::size_t end_ = 0;  // behind the last token
  std::vector<QueryToken> tokens_;
};

std::vector<QueryToken> Lexer::tokens() {
  while (place_ < text_.size()) {
    const char32_t c = text_[place_];
    if (is_blank(c) || is_invisible(c)) {
      ++place_;
    } else if (c == U'(' || c == U')') {
      read_bracket();
    } else if (is_quote(c)) {
      read_quoted(Kind::quoted);
    } else if (is_exact(place_)) {
      read_quoted(Kind::exact);
    } else if (!is_sign(c) || !read_signs()) {
      read_word(false);
    }
  }
  add(Kind::end, text_.size());
  return std::move(tokens_);
}

void Lexer::add(Kind kind, std::size_t begin, std::string text) {
  tokens_.push_back({kind, begin, std::move(text)});
  end_ = place_;
}

void Lexer::read_bracket() {
  const bool opens = text_[place_++] == U'(';
  add(opens ? Kind::open : Kind::close, place_ - 1);
  if (!opens) refuse_suffix("brackets");
}

bool Lexer::starts_operand(std::size_t place) const {
  while (is_invisible(at(place))) ++place;
  if (is_quote(at(place)) || is_exact(place) || at(place) == U'(' || at(place) == U'*') return true;
  while (!ends_run(at(place)) && !is_word_character(at(place))) ++place;
  return is_word_character(at(place));
}

// A sign stands before something and after nothing. Returns false where a + or - is mere punctuation
// that the caller has to read on from, as in a line of dashes.
bool Lexer::read_signs() {
  const std::size_t begin = place_;
  std::size_t after = begin;
  while (is_sign(at(after))) ++after;
  if (touches_previous()) {
    place_ = after;
    return true;
  }
  if (!starts_operand(after)) return false;
  if (after - begin > 1)
    throw QueryError("misplaced_sign", "two signs stand before one word", begin,
                     "write one: + for what must be there, - for what must not");
  place_ = after;
  add(text_[begin] == U'+' ? Kind::plus : Kind::minus, begin, to_utf8(text_.substr(begin, 1)));
  return true;
}

void Lexer::read_quoted(Kind kind) {
  const std::size_t begin = place_;
  place_ += kind == Kind::exact ? 2 : 1;
  const std::size_t opening = place_ - 1;
  QueryToken token{kind, begin};
  char32_t previous = 0;
  for (; place_ < text_.size() && !is_quote(text_[place_]); ++place_) {
    char32_t c = text_[place_];
    const bool is_escape = c == U'\\' && (is_quote(at(place_ + 1)) || at(place_ + 1) == U'\\');
    if (is_escape) c = text_[++place_];
    const bool is_wildcard = c == U'*' || (c == U'~' && is_word_character(previous));
    if (is_wildcard && token.wildcard == std::string::npos) token.wildcard = place_;
    append_code_point(token.text, previous = c);
  }
  if (place_ == text_.size())
    throw QueryError("unbalanced_quote", "a quote is opened and never closed", opening,
                     "close it, or leave it out");
  if (text_[place_] == U'„')
    throw QueryError("nested_quote", "a quote is opened inside another", place_,
                     "leave the inner quotes out, or write \\ before them");
  ++place_;
  tokens_.push_back(std::move(token));
  end_ = place_;
  refuse_suffix("quotes");
}

// Whether the bracket here belongs to the word before it, as in 9(10), UAV(s) or T-14_(tank).
bool Lexer::is_bracketed_part(const Run& run) const {
  if (run.text.empty() || text_[place_] != U'(') return false;
  if (operator_of(run.text) != Kind::end) return false;
  const bool follows_word = is_word_character(run.text.back()) || run.text.back() == U'_';
  if (!follows_word || !has_word_character(run.text)) return false;
  std::size_t i = place_ + 1;
  if (!is_word_character(at(i))) return false;
  while (is_word_character(at(i)) || at(i) == U'-' || at(i) == U'.' || at(i) == U'_') ++i;
  return at(i) == U')';
}

Run Lexer::read_run() {
  Run run;
  int open = 0;
  for (; place_ < text_.size(); ++place_) {
    const char32_t c = text_[place_];
    if (is_invisible(c)) continue;
    if (is_blank(c) || is_quote(c)) break;
    if (c == U'(' && !is_bracketed_part(run)) break;
    if (c == U')' && open == 0) break;
    open += c == U'(' ? 1 : c == U')' ? -1 : 0;
    run.text += c;
    run.places.push_back(place_);
  }
  return run;
}

// Reads a word, an operator, or a field with its value. `is_value`: a field stands before it, so that
// AND and the like are words.
void Lexer::read_word(bool is_value) {
  const Run run = read_run();
  if (!is_value && read_operator(run)) return;
  if (read_field(run, is_value)) return;
  refuse_foreign(run);
  if (run.text.ends_with(U'=') && is_quote(at(place_)))
    throw QueryError("misplaced_equals", "an equals sign joins a word to a quote", run.places.back(),
                     "write =\"Exact Form\" on its own, or field:\"value\" with a colon");
  if (has_word_character(run.text) || run.text.find(U'*') != std::u32string::npos)
    add(Kind::word, run.places.front(), to_utf8(run.text));
}

bool Lexer::read_operator(const Run& run) {
  const std::u32string& text = run.text;
  const Kind kind = operator_of(text);
  if (kind == Kind::end) return false;
  add(kind, run.places.front(), to_utf8(text));
  if (kind != Kind::operator_near) return true;
  int distance = text == U"NEAR" ? 10 : 0;
  for (const char32_t c : text.substr(std::min<std::size_t>(5, text.size())))
    distance = c >= U'0' && c <= U'9' ? std::min(distance * 10 + static_cast<int>(c - U'0'), 1000) : 1000;
  if (distance < 1 || distance > 100)
    throw QueryError("bad_distance", "NEAR takes a distance from 1 to 100", run.places.front(),
                     "write a NEAR/5 b, or a NEAR b for 10");
  tokens_.back().distance = distance;
  return true;
}

// Whether the run begins with a field; then that is added, and its value. Refuses what only looks so.
bool Lexer::read_field(const Run& run, bool is_value) {
  const std::size_t colon = run.text.find(U':');
  if (colon == std::u32string::npos || colon == 0) return false;
  const std::size_t begin = run.places.front();
  const std::string name = to_utf8(run.text.substr(0, colon));
  const std::optional<Field> field = field_of_name(name);
  const bool is_last = colon + 1 == run.text.size() && !is_quote(at(place_)) && at(place_) != U'(';
  if (!field) {
    const bool has_slashes = run.text.substr(colon + 1).starts_with(U"//");
    if (is_last || !has_letter(name) || is_scheme(name, has_slashes)) return false;
    throw QueryError("unknown_field", "there is no field " + shown(name), begin, field_hint(name));
  }
  if (is_value)
    throw QueryError("nested_field", "a field stands inside another field", begin,
                     "write the fields one after the other, or put the text in quotes");
  place_ = run.places[colon] + 1;
  add(Kind::field, begin, name + ':');
  tokens_.back().field = *field;
  read_value(*field);
  return true;
}

void Lexer::read_value(Field field) {
  const std::string name = tokens_.back().text;
  const std::size_t begin = tokens_.back().at;
  while (is_invisible(at(place_))) ++place_;
  const char32_t c = at(place_);
  if (is_quote(c)) return read_quoted(Kind::quoted);
  if (is_exact(place_)) return read_quoted(Kind::exact);
  if (c == U'(') return read_bracket();
  if (is_text(field)) {
    if (is_sign(c) && starts_operand(place_ + 1))
      throw QueryError("misplaced_sign", "a sign stands behind the colon of a field", place_,
                       fmt::format("write it before the field: {}{}word; a word with a dash goes in quotes",
                                   static_cast<char>(c), name));
    read_word(true);
  } else if (c != U')' && !is_blank(c)) {
    if (c == U'[' || c == U'{')
      throw QueryError("unknown_syntax", "[a TO b] is not understood", place_, std::string(range_hint));
    const Run run = read_run();
    add(Kind::word, run.places.front(), to_utf8(run.text));
    if (field == Field::date) refuse_broken_range();
  }
  if (tokens_.back().kind == Kind::field)
    throw QueryError(
        "empty_field", "nothing stands after " + name, begin,
        fmt::format("write {0}word or {0}\"several words\" without a space after the colon; a mere "
                    "word with a colon goes in quotes",
                    name));
}

// Refuses *, ~ and ^ behind a closing quote or bracket.
void Lexer::refuse_suffix(std::string_view after) const {
  const char32_t c = at(place_);
  if (c == U'~')
    throw QueryError("bad_fuzzy", fmt::format("a ~ cannot follow {}", after), place_,
                     "write word~ for one word; a NEAR/5 b for words close together");
  if (c == U'*')
    throw QueryError("bad_prefix", fmt::format("a * cannot follow {}", after), place_,
                     "write prefix* for one word, outside quotes");
  if (c == U'^')
    throw QueryError("unknown_syntax", "^ is not understood", place_,
                     "there are no weights; write +word for what must be there");
}

// Refuses the operators of other engines, which would else vanish as punctuation.
void Lexer::refuse_foreign(const Run& run) const {
  const std::u32string& text = run.text;
  const std::size_t colon = text.find(U':');
  if (colon != std::u32string::npos && is_scheme(to_utf8(text.substr(0, colon)), true)) return;
  struct Foreign {
    std::u32string_view sign;
    std::string_view name, hint;
  };
  static constexpr std::array<Foreign, 3> foreign{{
      {U"&&", "&&", "write AND"},
      {U"||", "||", "write OR"},
      {U"^", "^", "there are no weights; write +word for what must be there"},
  }};
  for (const auto& [sign, name, hint] : foreign)
    if (const std::size_t i = text.find(sign); i != std::u32string::npos)
      throw QueryError("unknown_syntax", fmt::format("{} is not understood", name), run.places[i],
                       std::string(hint));
  if (text.empty()) return;
  const char32_t next = text.size() > 1 ? text[1] : at(place_);
  if (text[0] == U'!' && (is_word_character(next) || is_quote(next) || next == U'('))
    throw QueryError("unknown_syntax", "! is not understood", run.places.front(), "write NOT, or -word");
}

// Refuses date:2021 .. 2022 and date:2021 - 2022, of which the sign would be passed over.
void Lexer::refuse_broken_range() const {
  constexpr std::u32string_view range_signs = U".-–—…";
  const auto skip_blanks = [this](std::size_t place) {
    while (place < text_.size() && is_blank(text_[place])) ++place;
    return place;
  };
  const std::size_t sign = skip_blanks(place_);
  std::size_t after = sign;
  while (range_signs.find(at(after)) != range_signs.npos) ++after;
  const std::size_t next = skip_blanks(after);
  if (after > sign && next > after && u_isdigit(static_cast<UChar32>(at(next))))
    throw QueryError("invalid_date", "the range of dates is broken by a space", sign,
                     std::string(range_hint));
}

}  // namespace

std::vector<QueryToken> lex_query(std::string_view text) { return Lexer(text).tokens(); }

bool is_quote(char32_t c) {
  return c == U'"' || c == U'“' || c == U'”' || c == U'„' || c == U'‟' || c == U'«' || c == U'»' ||
         c == U'＂';
}

bool is_word_character(char32_t c) {
  const auto code_point = static_cast<UChar32>(c);
  return u_isalnum(code_point) || u_charType(code_point) == U_LETTER_NUMBER ||
         u_charType(code_point) == U_OTHER_NUMBER;
}

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::string out = "\"";
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    if (count == longest) return out + "…\"";
    append_code_point(out, next_code_point(text, i));
  }
  return out + '"';
}

}  // namespace kartotek
