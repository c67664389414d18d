#include "searcher/variants.h"

#include <unordered_map>

#include "corpus/embedded.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

struct Table {
  std::vector<std::vector<std::string>> groups;
  std::unordered_map<std::string, std::size_t> group_of;  // by folded spelling
};

Table read_table() {
  Table table;
  std::string_view rows = embedded("stopwords/variants.tsv");
  while (!rows.empty()) {
    std::string_view row = rows.substr(0, rows.find('\n'));
    rows.remove_prefix(std::min(row.size() + 1, rows.size()));
    if (row.empty() || row.front() == '#') continue;
    std::vector<std::string>& group = table.groups.emplace_back();
    while (!row.empty()) {
      const std::string_view spelling = row.substr(0, row.find('\t'));
      row.remove_prefix(std::min(spelling.size() + 1, row.size()));
      // The first group that claims a spelling keeps it.
      if (spelling.empty()) continue;
      table.group_of.emplace(fold(spelling), table.groups.size() - 1);
      group.emplace_back(spelling);
    }
  }
  return table;
}

}  // namespace

const std::vector<std::string>& variants_of(std::string_view text) {
  static const Table table = read_table();
  static const std::vector<std::string> none;
  const auto found = table.group_of.find(fold(text));
  return found == table.group_of.end() ? none : table.groups[found->second];
}

}  // namespace kartotek
