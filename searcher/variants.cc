#include "searcher/variants.h"

#include <unordered_map>

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

}  // namespace kartotek
