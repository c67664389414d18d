#include "corpus/phrase_book.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "corpus/ascii.h"
#include "corpus/table.h"
#include "corpus/words.h"

namespace kartotek {
namespace {

constexpr std::array<std::string_view, phrase_kinds> kind_names{
    // as in PhraseKind
    "notice",  "line",    "start",   "bar",    "list",        "label",   "tags",   "published", "signoff",
    "closing", "source",  "credit",  "photo",  "camera",      "agency",  "outlet", "cookie",    "consent",
    "crumb",   "heading", "section", "office", "institution", "address", "teaser", "page"};
static_assert(!kind_names.back().empty());

}  // namespace

std::string phrase_key(std::string_view text) {
  std::string words = words_of(text);
  if (std::none_of(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; })) return words;
  std::string key;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = word_end(words, begin);
    const std::string_view word = std::string_view(words).substr(begin, end - begin);
    if (!key.empty()) key += ' ';
    key += word.find_first_not_of("0123456789") == std::string_view::npos ? "#" : word;
    begin = end + 1;
  }
  return key;
}

const PhraseBook& PhraseBook::instance() {
  static const PhraseBook book;
  return book;
}

PhraseBook::PhraseBook() {
  for_each_row("corpus/data/boilerplate.tsv", [this](std::string_view row) { add(row); });
}

void PhraseBook::add(std::string_view row) {
  const std::vector<std::string_view> cells = cells_of(row);
  const auto* name = std::find(kind_names.begin(), kind_names.end(), cells[0]);
  if (name == kind_names.end()) throw std::logic_error("boilerplate.tsv: " + std::string(row));
  const auto kind = static_cast<PhraseKind>(name - kind_names.begin());
  std::string phrase(cells.at(2));
  std::replace(phrase.begin(), phrase.end(), '#', '0');
  const std::size_t star = std::min(phrase.find('*'), phrase.size());
  const std::string head = phrase_key(std::string_view(phrase).substr(0, star));
  if (kind == PhraseKind::cookie || kind == PhraseKind::consent) {
    (kind == PhraseKind::cookie ? cookie_words_ : consent_words_).push_back(head);
    return;
  }
  for (std::size_t end = 0; end < head.size(); ++end) {
    end = word_end(head, end);
    prefixes_[head.substr(0, end)];
  }
  triples_[static_cast<std::size_t>(kind)].set(triple(head, 0));
  if (head.size() > 1) pairs_.set(pair(head, 0));
  prefixes_[head].push_back({kind, phrase_key(std::string_view(phrase).substr(star))});
}

bool PhraseBook::may_begin(std::string_view line) const {
  for (std::size_t at = 0; at + 1 < line.size(); ++at) {
    if (is_ascii_letter(line[at]) && is_ascii_letter(line[at + 1])) {
      const std::array<char, 2> letters{ascii_small(line[at]), ascii_small(line[at + 1])};
      return pairs_[pair({letters.data(), 2}, 0)];
    }
    const bool is_mark = line[at] > 0 && line[at] < '0';
    if (!is_mark) return true;  // a digit, a letter alone, or one that must be folded
  }
  return true;
}

bool PhraseBook::has_at(PhraseKind kind, std::string_view key, std::size_t at) const {
  bool has = false;
  visit_at(key, at, [&](PhraseKind found, std::size_t) { has = has || found == kind; });
  return has;
}

bool PhraseBook::is(PhraseKind kind, std::string_view key) const {
  bool is = false;
  visit_at(key, 0,
           [&](PhraseKind found, std::size_t end) { is = is || (found == kind && end == key.size()); });
  return is;
}

bool PhraseBook::has(PhraseKind kind, std::string_view key) const {
  const auto& begins = triples_[static_cast<std::size_t>(kind)];
  for (std::size_t at = 0; at < key.size(); at = word_end(key, at) + 1) {
    if (begins[triple(key, at)] && has_at(kind, key, at)) return true;
  }
  return false;
}

}  // namespace kartotek
