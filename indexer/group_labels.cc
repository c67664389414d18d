#include "indexer/group_labels.h"

#include <fmt/format.h>

#include <charconv>

#include "indexer/schema.h"

namespace kartotek {

std::string group_name(std::uint64_t digest) { return fmt::format("{:016x}", digest); }

std::uint64_t group_from(std::string_view name) {
  constexpr int hexadecimal = 16;
  std::uint64_t digest = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), digest, hexadecimal);
  return error == std::errc() && end == name.data() + name.size() ? digest : 0;
}

std::uint64_t label_document(Xapian::Document& document, std::uint64_t group) {
  const std::string before = document.get_value(slot::group);
  const std::string name = group == 0 ? "" : group_name(group);
  if (before == name) return group;
  if (!before.empty()) document.remove_term(make_term(prefix::group, before));
  if (!name.empty()) document.add_boolean_term(make_term(prefix::group, name));
  document.add_value(slot::group, name);  // an empty value is none
  return group_from(before);
}

bool label_group(Xapian::WritableDatabase& database, Xapian::docid article, std::uint64_t group) {
  Xapian::Document document = database.get_document(article);
  if (label_document(document, group) == group) return false;
  database.replace_document(article, document);
  return true;
}

std::vector<Xapian::docid> articles_of_group(const Xapian::Database& database, std::uint64_t group) {
  const std::string term = make_term(prefix::group, group_name(group));
  return {database.postlist_begin(term), database.postlist_end(term)};
}

}  // namespace kartotek
