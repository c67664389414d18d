#include "indexer/new_document.h"

#include <algorithm>

#include "indexer/schema.h"

namespace kartotek {

void NewDocument::add_term(std::string_view prefix, std::string_view value, Xapian::termcount wdf) {
  const std::size_t begin = names_.size();
  append_term(names_, prefix, value);
  const std::string_view name = std::string_view(names_).substr(begin);
  added_.push_back(
      {head_of(name), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(name.size()), wdf});
}

void NewDocument::add_value(Xapian::valueno slot, std::string value) {
  if (value.empty()) return;
  const auto after = std::upper_bound(values_.begin(), values_.end(), slot,
                                      [](Xapian::valueno a, const auto& b) { return a < b.first; });
  values_.emplace(after, slot, std::move(value));
}

const std::vector<NewDocument::Term>& NewDocument::terms() {
  std::sort(added_.begin(), added_.end(), [this](const Added& a, const Added& b) {
    return a.head != b.head ? a.head < b.head : name_of(a) < name_of(b);
  });
  terms_.clear();
  terms_.reserve(added_.size());
  for (const Added& added : added_) {
    const std::string_view name = name_of(added);
    if (!terms_.empty() && terms_.back().name == name) {
      terms_.back().wdf += added.wdf;
    } else {
      terms_.push_back({name, added.wdf});
    }
  }
  return terms_;
}

Xapian::Document NewDocument::to_xapian() {
  Xapian::Document document;
  for (const Term& term : terms()) {
    if (term.wdf > 0) {
      document.add_term(std::string(term.name), term.wdf);
    } else {
      document.add_boolean_term(std::string(term.name));
    }
  }
  for (const auto& [slot, value] : values_) document.add_value(slot, value);
  document.set_data(data_);
  return document;
}

}  // namespace kartotek
