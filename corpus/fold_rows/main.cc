// Folds word lists while the programs are built, so that these need not when they start.
//
// usage: fold_rows FILE...
//   Writes to standard output, sorted by bytes, a row for each different word or spelling in the tables, as
//   they are read by corpus/table.h: how it folds and, behind a tab, where the row that first has it begins
//   in its file.
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

#include "corpus/table.h"
#include "corpus/unicode.h"

namespace {

using FoldedRows = std::map<std::string, std::size_t>;  // where they begin

bool add(const char* path, FoldedRows& rows) {
  std::ifstream in(path, std::ios::binary);
  const std::string table(std::istreambuf_iterator<char>(in), {});
  if (!in || table.empty()) return false;
  kartotek::rows_in(table, [&](std::string_view row) {
    const auto begin = static_cast<std::size_t>(row.data() - table.data());
    kartotek::split(row, '\t', [&](std::string_view cell) { rows.emplace(kartotek::fold(cell), begin); });
  });
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  FoldedRows rows;
  for (int i = 1; i < argc; ++i)
    if (!add(argv[i], rows)) {
      std::cerr << "fold_rows: cannot read " << argv[i] << '\n';
      return 1;
    }
  for (const auto& [folded, begin] : rows) std::cout << folded << '\t' << begin << '\n';
  std::cout.flush();
  return std::cout ? 0 : 1;
}
