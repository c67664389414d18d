#include "searcher/variants.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>
#include <utility>

#include "corpus/ascii.h"
#include "corpus/table.h"
#include "corpus/unicode.h"
#include "indexer/suffixes.h"

namespace kartotek {
namespace {

using Stem = std::function<std::string(std::string_view, Language)>;

std::string without_last_letter(std::string_view folded) {
  std::size_t last = 0;
  for (std::size_t at = 0; at < folded.size(); next_code_point(folded, at)) last = at;
  return std::string(folded.substr(0, last));
}

// What Ukrainian makes of -їв and -ів before its endings: Києва, Харкова. Any other word as it is.
std::string oblique_stem(const std::string& folded) {
  for (const auto& [end, before_ending] : {std::pair{"їв", "єв"}, {"ів", "ов"}})
    if (folded.ends_with(end))
      return folded.substr(0, folded.size() - std::string_view(end).size()) + before_ending;
  return folded;
}

// A group of spellings: a row of the table.
using Group = std::string_view;

// The first group that claims a spelling has it.
std::optional<Group> group_of(std::string_view folded) {
  static const std::string_view spellings = embedded("stopwords/variants.folded");
  const auto found = find_in_sorted(spellings, folded);
  if (!found) return std::nullopt;
  std::size_t begin = 0;
  std::from_chars(found->data(), found->data() + found->size(), begin);
  const std::string_view table = embedded("stopwords/variants.tsv");
  return table.substr(begin, table.find('\n', begin) - begin);
}

std::vector<std::string> spellings_of(Group group) {
  const std::vector<std::string_view> cells = cells_of(group);
  return {cells.begin(), cells.end()};
}

// Of single Cyrillic words: spelling and group by the spelling and by all of it but the last letter.
using Trunks = std::unordered_multimap<std::string, std::pair<std::string, Group>>;

Trunks read_trunks() {
  Trunks trunks;
  for_each_row("stopwords/variants.tsv", [&trunks](Group group) {
    split(group, '\t', [&](std::string_view spelling) {
      const std::string folded = fold(spelling);
      if (!begins_in_cyrillic(folded) || folded.find(' ') != std::string::npos) return;
      for (const std::string& form : {folded, oblique_stem(folded)})
        for (const std::string& trunk : {form, without_last_letter(form)})
          trunks.emplace(trunk, std::pair(form, group));
    });
  });
  return trunks;
}

// Never taken down: a process that answers one question has no time for that.
const Trunks& trunks() {
  static const Trunks& read = *new Trunks(read_trunks());
  return read;
}

// Турции: it has all of Турция but the last letter, and the same stem. Not груз (cargo), the stem of Грузия;
// nor Асадов, whose stem is Асад.
std::optional<Group> slavic_base(const std::string& folded, const Stem& stem) {
  constexpr std::size_t longest_ending = 4;  // letters
  if (folded.ends_with("ов") || folded.ends_with("ев") || folded.ends_with("єв")) return std::nullopt;
  std::string start = folded;
  for (std::size_t cut = 0; cut <= longest_ending && !start.empty(); ++cut) {
    const auto [begin, end] = trunks().equal_range(start);
    for (auto base = begin; base != end; ++base)
      for (const Language language : {Language::ru, Language::uk})
        if (stem(folded, language) == stem(base->second.first, language)) return base->second.second;
    start = without_last_letter(start);
  }
  return std::nullopt;
}

// Türkiyədə. (An ending of one letter may be of another language: Israeli.)
std::optional<Group> turkic_base(const std::string& folded) {
  constexpr std::size_t shortest = 4;
  for (std::size_t length = folded.size() - std::min<std::size_t>(folded.size(), 2); length >= shortest;
       --length) {
    const std::string_view all(folded);
    if (!is_apostrophe_suffix(all.substr(0, length), all.substr(length), false)) continue;
    if (const auto found = group_of(all.substr(0, length))) return found;
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> variants_of(std::string_view text) {
  const auto found = group_of(fold(text));
  return found ? spellings_of(*found) : std::vector<std::string>();
}

std::vector<std::string> variants_of_inflected(std::string_view text, const Stem& stem) {
  const std::string folded = fold(text);
  if (group_of(folded)) return {};
  const auto base = begins_in_cyrillic(folded) ? slavic_base(folded, stem) : turkic_base(folded);
  return base ? spellings_of(*base) : std::vector<std::string>();
}

std::string other_designator(std::string_view text) {
  constexpr std::size_t most_letters = 4;
  std::size_t at = 0;
  const auto run_of = [&](bool (*is)(char)) {
    const std::size_t begin = at;
    while (at < text.size() && is(text[at])) ++at;
    return at - begin;
  };
  const std::size_t letters = run_of(is_ascii_letter);
  if (letters == 0 || letters > most_letters) return {};
  at += at < text.size() && (text[at] == '-' || text[at] == ' ');
  if (run_of(is_ascii_digit) == 0) return {};
  const std::size_t end = at;
  const bool apart = at < text.size() && text[at] == ' ';
  at += apart;
  const std::size_t suffix = run_of(is_ascii_letter);
  if (suffix < 2 || suffix > most_letters || at != text.size()) return {};  // "an F-16 a year" has no F-16A
  return std::string(text.substr(0, end)) + (apart ? "" : " ") + std::string(text.substr(at - suffix));
}

}  // namespace kartotek
