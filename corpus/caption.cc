#include "corpus/caption.h"

#include <algorithm>
#include <string>

#include "corpus/lines.h"
#include "corpus/phrase_book.h"
#include "corpus/words.h"

namespace kartotek {
namespace {

constexpr std::size_t most_in_a_caption = 400;  // bytes

// The text between the brackets that end `line`; "" if it does not end in brackets.
std::string_view closing_brackets(std::string_view line) {
  const std::string_view end = tail_of(line, 100);
  if (!end.ends_with(')') && !end.ends_with(']')) return {};
  const std::size_t open = end.find_last_of(end.back() == ')' ? '(' : '[');
  if (open == std::string_view::npos) return {};
  return end.substr(open + 1, end.size() - open - 2);
}

bool is_agency(std::string_view words) { return PhraseBook::instance().is(PhraseKind::agency, words); }

// "EPA/JANE DOE": an agency and its photographer.
bool ends_in_credit(std::string_view line) {
  const std::string_view end = tail_of(line, 120);
  for (std::size_t slash = end.find('/'); slash != std::string_view::npos; slash = end.find('/', slash + 1)) {
    const std::string_view before = end.substr(0, slash);
    const std::size_t word = before.find_last_of(" (") + 1;
    const bool is_name = slash + 1 < end.size() && end[slash + 1] != ' ' && slash > word &&
                         before[word] >= 'A' && before[word] <= 'Z';
    if (is_name && is_agency(words_of(before.substr(word)))) return true;
  }
  return false;
}

// "... in Kyiv. Reuters", "... in Kyiv / AA"
bool ends_in_agency(std::string_view line) {
  const std::string_view end = tail_of(line, 40);
  const std::size_t mark = end.find_last_of("./|");
  if (mark == std::string_view::npos || !end.substr(mark + 1).starts_with(' ')) return false;
  return is_agency(words_of(end.substr(mark + 1)));
}

// "... in Shusha, 15 June 2021. Photo: AZERTAC"; a longer line may be a paragraph that one was run into.
bool ends_in_labelled_credit(std::string_view line) {
  constexpr std::size_t longest = 200;        // bytes
  constexpr std::size_t longest_credit = 60;  // bytes
  const std::size_t stop = line.rfind(". ");
  if (line.size() > longest || stop == std::string_view::npos || line.size() - stop > longest_credit)
    return false;
  const std::string credit = words_of(line.substr(stop + 2));
  bool is_label = false;
  PhraseBook::instance().visit_at(credit, 0, [&](PhraseKind kind, std::size_t end) {
    is_label |= kind == PhraseKind::credit && end < credit.size() && credit[end - 1] == ':';
  });
  return is_label && !ends_sentence(line);
}

}  // namespace

bool is_credited(std::string_view line) {
  if (line.size() > most_in_a_caption) return false;
  const PhraseBook& book = PhraseBook::instance();
  const bool begins = book.may_begin(line) && book.has_at(PhraseKind::credit, words_of(head_of(line, 48)), 0);
  if (begins) return true;
  const std::string credit = words_of(closing_brackets(line));
  const bool is_bare = book.is(PhraseKind::camera, credit) && credit.find(' ') == std::string::npos &&
                       !is_agency(credit);  // "Navy shows its new frigate (PHOTO)" is a title
  if (credit.size() <= 60 && !is_bare && book.has(PhraseKind::camera, credit)) return true;
  if (ends_sentence(line)) return false;
  return ends_in_credit(line) ||
         (line.ends_with('s') && words_of(tail_of(line, 20)).ends_with("getty images"));
}

Caption caption_of(std::string_view line) {
  if (line.size() > most_in_a_caption) return Caption::none;
  if (is_credited(line)) return Caption::certain;
  const PhraseBook& book = PhraseBook::instance();
  const std::string credit = words_of(closing_brackets(line));
  if (credit.size() <= 40 && book.has_at(PhraseKind::agency, credit, 0)) return Caption::likely;
  return ends_in_agency(line) || ends_in_labelled_credit(line) || book.has(PhraseKind::photo, words_of(line))
             ? Caption::likely
             : Caption::none;
}

}  // namespace kartotek
