#include "indexer/name_table.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "indexer/names.h"
#include "indexer/schema.h"

namespace kartotek {

void add_names(Xapian::WritableDatabase& database, const std::vector<std::string>& names) {
  std::vector<std::pair<std::string, const std::string*>> keyed;
  keyed.reserve(names.size());
  for (const std::string& name : names)
    for (std::string& key : name_keys(name)) keyed.emplace_back(std::move(key), &name);
  std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, *a.second) < std::tie(b.first, *b.second);
  });
  for (const auto& [key, name] : keyed) database.add_synonym(make_term(prefix::name_key, key), *name);
}

}  // namespace kartotek
