#include "corpus/phrase_book.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "corpus/embedded.h"
#include "corpus/words.h"

namespace kartotek {
namespace {

constexpr std::array<std::string_view, 18> kind_names{
    // as in PhraseKind
    "notice",  "line",   "start",  "bar",   "list",   "label",  "tags",   "published", "signoff",
    "closing", "source", "credit", "photo", "camera", "agency", "outlet", "cookie",    "consent"};

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
  static const PhraseBook book(embedded("corpus/data/boilerplate.tsv"));
  return book;
}

PhraseBook::PhraseBook(std::string_view table) {
  for (std::size_t begin = 0; begin < table.size();) {
    const std::size_t end = std::min(table.find('\n', begin), table.size());
    const std::string_view row = table.substr(begin, end - begin);
    if (!row.empty() && row[0] != '#') add(row);
    begin = end + 1;
  }
}

void PhraseBook::add(std::string_view row) {
  const std::size_t first = std::min(row.find('\t'), row.size());
  const std::size_t second = row.find('\t', first + 1);
  const auto* name = std::find(kind_names.begin(), kind_names.end(), row.substr(0, first));
  if (second == std::string_view::npos || name == kind_names.end()) {
    throw std::logic_error("boilerplate.tsv: " + std::string(row));
  }
  const auto kind = static_cast<PhraseKind>(name - kind_names.begin());
  std::string phrase(row.substr(second + 1));
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
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto is_letter = [&](char c) { return small(c) >= 'a' && small(c) <= 'z'; };
  for (std::size_t at = 0; at + 1 < line.size(); ++at) {
    if (is_letter(line[at]) && is_letter(line[at + 1])) {
      const std::array<char, 2> letters{small(line[at]), small(line[at + 1])};
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
