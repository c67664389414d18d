#include "corpus/country_context.h"

#include <array>
#include <string_view>
#include <unordered_set>

#include "corpus/country_rows.h"
#include "corpus/table.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

using Lists = std::array<std::unordered_set<std::string>, static_cast<std::size_t>(Context::paper) + 1>;

Lists read_lists() {
  Lists lists;
  std::size_t row = 0;
  for_each_row("corpus/data/country_context.tsv", [&](std::string_view line) {
    const bool is_code = row == static_cast<std::size_t>(Context::neighbour);
    split(line.substr(line.find('\t') + 1), '|',
          [&](std::string_view word) { lists.at(row).insert(is_code ? std::string(word) : fold(word)); });
    ++row;
  });
  return lists;
}

}  // namespace

bool has_word(Context context, const std::string& word) {
  static const Lists lists = read_lists();
  return lists[static_cast<std::size_t>(context)].contains(word);
}

}  // namespace kartotek
