#include "searcher/variants.h"

#include <unordered_map>

#include "corpus/ascii.h"
#include "corpus/table.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

struct Table {
  std::vector<std::vector<std::string>> groups;
  std::unordered_map<std::string, std::size_t> group_of;  // by folded spelling
};

Table read_table() {
  Table table;
  for_each_row("stopwords/variants.tsv", [&](std::string_view row) {
    std::vector<std::string>& group = table.groups.emplace_back();
    for (const std::string_view spelling : cells_of(row)) {
      // The first group that claims a spelling keeps it.
      table.group_of.emplace(fold(spelling), table.groups.size() - 1);
      group.emplace_back(spelling);
    }
  });
  return table;
}

}  // namespace

const std::vector<std::string>& variants_of(std::string_view text) {
  static const Table table = read_table();
  static const std::vector<std::string> none;
  const auto found = table.group_of.find(fold(text));
  return found == table.group_of.end() ? none : table.groups[found->second];
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
