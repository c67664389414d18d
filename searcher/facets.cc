#include "searcher/facets.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "corpus/countries.h"
#include "indexer/schema.h"

namespace kartotek {
namespace {

constexpr std::array<std::string_view, 7> facet_names{"country", "mention", "year",  "month",
                                                      "day",     "lang",    "source"};

Xapian::valueno slot_of(FacetKind kind) {
  switch (kind) {
    case FacetKind::country:
      return slot::countries;
    case FacetKind::mention:
      return slot::named;
    case FacetKind::lang:
      return slot::language;
    case FacetKind::source:
      return slot::source;
    default:
      return slot::date;
  }
}

// "20210415" as year, month or day; as much of it as is known.
std::string date_part(const std::string& value, std::size_t digits) {
  const std::string_view known(value);
  std::string part(known.substr(0, 4));
  if (digits >= 6 && known.substr(4, 2) != "00") part.append("-").append(known.substr(4, 2));
  if (digits >= 8 && known.substr(6, 2) != "00") part.append("-").append(known.substr(6, 2));
  return part;
}

// What a value of a column counts for.
std::string part_of(FacetKind kind, const std::string& value) {
  switch (kind) {
    case FacetKind::year:
      return date_part(value, 4);
    case FacetKind::month:
      return date_part(value, 6);
    case FacetKind::day:
      return date_part(value, 8);
    default:
      return value;
  }
}

// Visits what an article with `value` in the facet's slot counts for.
template <class Visit>
void for_each_part(FacetKind kind, const std::string& value, Visit visit) {
  if (kind != FacetKind::country && kind != FacetKind::mention) return visit(part_of(kind, value));
  for (std::size_t i = 0; i + 2 <= value.size(); i += 2) visit(value.substr(i, 2));
}

std::string label_of(FacetKind kind, const std::string& value) {
  const bool country = kind == FacetKind::country || kind == FacetKind::mention;
  const std::string_view label = country ? country_label(value) : std::string_view();
  return label.empty() ? value : std::string(label);
}

// How many matches have a value in the facet's slot.
using ValueCounts = std::vector<std::pair<std::string, std::size_t>>;

// The rows that have a count, in their order: times as they are, others by count.
Facet with_counts(FacetKind kind, std::vector<FacetRow>&& rows) {
  std::erase_if(rows, [](const FacetRow& row) { return row.count == 0; });
  if (!is_time(kind))
    std::stable_sort(rows.begin(), rows.end(),
                     [](const FacetRow& a, const FacetRow& b) { return a.count > b.count; });
  return {.kind = kind, .rows = std::move(rows)};
}

Facet facet_of(FacetKind kind, const ValueCounts& values) {
  std::map<std::string, std::size_t> counts;
  for (const auto& [value, count] : values)
    for_each_part(kind, value, [&, more = count](const std::string& part) { counts[part] += more; });
  std::vector<FacetRow> rows;
  rows.reserve(counts.size());
  for (const auto& [value, count] : counts) rows.push_back({value, label_of(kind, value), count});
  return with_counts(kind, std::move(rows));
}

}  // namespace

bool is_time(FacetKind kind) {
  return kind == FacetKind::year || kind == FacetKind::month || kind == FacetKind::day;
}

std::optional<FacetKind> parse_facet(std::string_view name) {
  for (std::size_t i = 0; i < facet_names.size(); ++i)
    if (facet_names[i] == name) return static_cast<FacetKind>(i);
  return std::nullopt;
}

std::string_view to_string(FacetKind kind) { return facet_names[static_cast<std::size_t>(kind)]; }

FacetCounter::FacetCounter(const std::vector<FacetKind>& kinds) : kinds_(kinds) {
  for (const FacetKind kind : kinds)
    spies_.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(slot_of(kind)));
}

void FacetCounter::attach(Xapian::Enquire& enquire) {
  for (const auto& spy : spies_) enquire.add_matchspy(spy.get());
}

Xapian::MSet FacetCounter::count(const Xapian::Query& query, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  attach(enquire);
  return enquire.get_mset(0, 0, database.get_doccount());
}

std::vector<Facet> FacetCounter::facets() const {
  std::vector<Facet> facets;
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    ValueCounts values;
    for (auto value = spies_[i]->values_begin(); value != spies_[i]->values_end(); ++value)
      values.emplace_back(*value, value.get_termfreq());
    facets.push_back(facet_of(kinds_[i], values));
  }
  return facets;
}

FacetTable::FacetTable(FacetKind kind, const std::vector<Columns>& columns) : kind_(kind) {
  std::map<std::string, std::uint32_t> numbered;
  for (const Columns& one : columns) {
    const Column& column = *parts_.emplace_back(Part{one.of(slot_of(kind)), {}}).column;
    for (std::size_t number = 0; number < column.value_count(); ++number)
      numbered.emplace(part_of(kind, std::string(column.value(number))), 0);
  }
  for (auto& [value, number] : numbered) {
    number = static_cast<std::uint32_t>(rows_.size());
    rows_.push_back({value, label_of(kind, value), 0});
  }
  for (Part& part : parts_)
    for (std::size_t number = 0; number < part.column->value_count(); ++number)
      part.row_of.push_back(numbered.at(part_of(kind, std::string(part.column->value(number)))));
}

Facet FacetTable::count(const std::vector<DocumentSet>& matches) const {
  std::vector<std::size_t> counts(rows_.size());
  for (std::size_t i = 0; i < parts_.size(); ++i)
    matches[i].for_each([&, &part = parts_[i]](Xapian::docid document) {
      for (const std::uint16_t number : part.column->of(document)) ++counts[part.row_of[number]];
    });
  std::vector<FacetRow> rows;
  for (std::size_t row = 0; row < rows_.size(); ++row)
    if (counts[row] > 0) rows.push_back({rows_[row].value, rows_[row].label, counts[row]});
  return with_counts(kind_, std::move(rows));
}

}  // namespace kartotek
