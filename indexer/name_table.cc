#include "indexer/name_table.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <sstream>
#include <utility>

#include "indexer/names.h"
#include "indexer/schema.h"

namespace kartotek {
namespace {

std::string metadata_of(const std::string& name_key) { return make_term(metadata_key::names, name_key); }

void add_some(Xapian::WritableDatabase& database, std::span<const std::string> names) {
  std::map<std::string, std::vector<std::string>> by_key;
  for (const std::string& name : names)
    for (const std::string& key : name_keys(name)) by_key[key].push_back(name);
  for (auto& [key, added] : by_key) {
    std::sort(added.begin(), added.end());
    const std::vector<std::string> known = names_of_key(database, key);
    std::vector<std::string> all;
    std::set_union(known.begin(), known.end(), added.begin(), added.end(), std::back_inserter(all));
    if (all.size() == known.size()) continue;
    std::string entry;
    for (const std::string& name : all) entry += (entry.empty() ? "" : " ") + name;
    database.set_metadata(metadata_of(key), entry);
  }
}

}  // namespace

void add_names(Xapian::WritableDatabase& database, const std::vector<std::string>& names) {
  constexpr std::size_t at_a_time = 32'768;  // bounds the memory that their keys take
  for (std::size_t begin = 0; begin < names.size(); begin += at_a_time)
    add_some(database, std::span(names).subspan(begin, std::min(at_a_time, names.size() - begin)));
}

std::vector<std::string> names_of_key(const Xapian::Database& database, const std::string& key) {
  std::istringstream entry(database.get_metadata(metadata_of(key)));
  return {std::istream_iterator<std::string>(entry), {}};
}

}  // namespace kartotek
