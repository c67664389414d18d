#include "indexer/new_database.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <fstream>
#include <limits>
#include <span>
#include <string_view>

#include "corpus/error.h"
#include "indexer/packing.h"

namespace kartotek {
namespace {

// Xapian's glass format, version 2016-03-14. Beside the lists of terms, whose keys are the terms, the table
// of postings has these, by what their keys begin with.
constexpr std::string_view value_bounds("\0\xD0", 2);
constexpr std::string_view value_chunks("\0\xD8", 2);
constexpr std::string_view length_list("\0\xE0", 2);
constexpr std::size_t full_chunk = 2000;    // bytes; one that has as many takes no more
constexpr std::size_t least_deflated = 19;  // bytes of a tag that is worth it
constexpr std::array<std::size_t, 6> deflated_from{0, 18, 18, 0, 18, 18};  // as Xapian has it, by table

// So that keys sort as the numbers do: two bytes below 32,768; else as many ones as there are bytes more than
// two, a zero and the number.
void append_sortable(std::string& to, Xapian::docid number) {
  constexpr Xapian::docid first_of_three = 0x8000;
  const unsigned bits = static_cast<unsigned>(std::bit_width(number));
  const unsigned bytes = number < first_of_three ? 2 : (bits + 5) / 7;
  const std::uint64_t ones = bytes == 2 ? 0 : 0xFFU << (10 - bytes) & 0xFFU;
  const std::uint64_t all = number | ones << (8 * (bytes - 1));
  for (unsigned i = bytes; i-- > 0;) to += static_cast<char>(all >> (8 * i) & 0xFFU);
}

std::string sortable(Xapian::docid number) {
  std::string bytes;
  append_sortable(bytes, number);
  return bytes;
}

// A term as it stands in keys: each NUL followed by FF.
std::string key_of(std::string_view term) {
  std::string key;
  for (const char c : term) {
    key += c;
    if (c == '\0') key += '\xFF';
  }
  return key;
}

// Writes the postings of a term in chunks. The first has the key `key` and says how many documents and
// occurrences the whole has; others have the key `next` and their first document.
void write_list(GlassTable& table, const std::string& key, const std::string& next,
                std::span<const NewPosting> list, Xapian::doccount documents, Xapian::termcount occurrences) {
  std::size_t i = 0;
  while (i < list.size()) {
    const bool is_first = i == 0;
    const Xapian::docid first = list[i].of;
    Packer postings;
    postings.number(list[i].wdf);
    for (++i; i < list.size() && postings.out.size() < full_chunk; ++i) {
      postings.number(list[i].of - list[i - 1].of - 1);
      postings.number(list[i].wdf);
    }
    Packer chunk;
    if (is_first) {
      chunk.number(documents);
      chunk.number(occurrences);
      chunk.number(first - 1);
    }
    chunk.out += i == list.size() ? '1' : '0';
    chunk.number(list[i - 1].of - first);
    table.add(is_first ? key : next + sortable(first), chunk.out + postings.out);
  }
}

const std::filesystem::path& made(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  return folder;
}

}  // namespace

NewDatabase::NewDatabase(const std::filesystem::path& path)
    : path_(made(path)), data_(path / "docdata.glass"), term_lists_(path / "termlist.glass") {}

void NewDatabase::add(NewDocument& document) {
  add_terms(document.terms());
  add_values(document);
  if (!document.data().empty()) data_.add(sortable(last()), document.data());
}

// The list of a document's terms: each without the bytes that it begins with as the one before, whose number
// stands in one byte with the frequency where both fit.
void NewDatabase::add_terms(const std::vector<NewDocument::Term>& terms) {
  Xapian::termcount length = 0;
  for (const NewDocument::Term& term : terms) {
    postings_.push_back({terms_.number_of(term.name), term.wdf});
    greatest_wdf_ = std::max(greatest_wdf_, term.wdf);
    length += term.wdf;
  }
  ends_.push_back(postings_.size());
  lengths_.push_back({last() + 1, length});
  Packer list;
  if (!terms.empty()) {
    list.number(length);
    list.number(terms.size());
  }
  std::string_view before;
  for (const NewDocument::Term& term : terms) {
    const auto [differs, ignored] =
        std::mismatch(term.name.begin(), term.name.end(), before.begin(), before.end());
    const auto same = static_cast<std::size_t>(differs - term.name.begin());
    const std::size_t both = (std::size_t{term.wdf} + 1) * (before.size() + 1) + same;
    const bool fits = !before.empty() && both <= std::numeric_limits<unsigned char>::max();
    if (!before.empty()) list.out += static_cast<char>(fits ? both : same);
    list.out += static_cast<char>(term.name.size() - same);
    list.out += term.name.substr(same);
    if (!fits) list.number(term.wdf);
    before = term.name;
  }
  const std::string_view deflated = list.out.size() < least_deflated ? "" : deflater_.deflate(list.out);
  term_lists_.add(sortable(last()), deflated.empty() ? list.out : deflated, !deflated.empty());
}

void NewDatabase::add_values(const NewDocument& document) {
  if (document.values().empty()) return;
  Packer slots;  // each less the one before and one
  Xapian::valueno next = 0;
  for (const auto& [slot, value] : document.values()) {
    slots.number(slot - next);
    next = slot + 1;
    add_value(values_[slot], value);
  }
  term_lists_.add(sortable(last()) + '\0', slots.out);
}

void NewDatabase::add_value(Values& values, const std::string& value) const {
  if (values.count++ == 0) values.least = values.greatest = value;
  values.least = std::min(values.least, value);
  values.greatest = std::max(values.greatest, value);
  Packer packed;
  if (values.chunks.empty() || values.chunks.back().second.size() >= full_chunk) {
    values.chunks.emplace_back(last(), "");
  } else {
    packed.number(last() - values.last - 1);
  }
  packed.text(value);
  values.chunks.back().second += packed.out;
  values.last = last();
}

void NewDatabase::finish() {
  GlassTable table(path_ / "postlist.glass");
  write_values(table);
  write_list(table, std::string(length_list), std::string(length_list), lengths_, 0, 0);
  write_lists(table);
  write_version(table.finish());
}

void NewDatabase::write_values(GlassTable& table) const {
  for (const auto& [slot, values] : values_) {
    Packer bounds;
    bounds.number(values.count);
    bounds.text(values.least);
    if (values.least != values.greatest) bounds.out += values.greatest;
    std::string key(value_bounds);
    for (Xapian::valueno rest = slot; rest > 0; rest >>= 8U) key += static_cast<char>(rest & 0xFFU);
    table.add(key, bounds.out);
  }
  for (const auto& [slot, values] : values_) {
    Packer key;
    key.out = value_chunks;
    key.number(slot);
    for (const auto& [first, chunk] : values.chunks) table.add(key.out + sortable(first), chunk);
  }
}

// Puts the postings term by term; returns where those of each term begin, and the end.
std::vector<std::size_t> NewDatabase::sort_postings() {
  std::vector<std::size_t> begins(terms_.size() + 2);
  for (const NewPosting& posting : postings_) ++begins[posting.of + 2];
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  std::vector<NewPosting> sorted(postings_.size());
  std::size_t i = 0;
  for (std::size_t document = 0; document < ends_.size(); ++document)
    for (; i < ends_[document]; ++i)
      sorted[begins[postings_[i].of + 1]++] = {static_cast<Xapian::docid>(document + 1), postings_[i].wdf};
  postings_ = std::move(sorted);
  return begins;
}

void NewDatabase::write_lists(GlassTable& table) {
  const std::vector<std::size_t> begins = sort_postings();
  for (const std::uint32_t term : terms_.in_order()) {
    const std::span<const NewPosting> list(&postings_[begins[term]], begins[term + 1] - begins[term]);
    Xapian::termcount occurrences = 0;
    for (const NewPosting& posting : list) occurrences += posting.wdf;
    const std::string key = key_of(terms_[term]);
    write_list(table, key, key + '\0', list, static_cast<Xapian::doccount>(list.size()), occurrences);
  }
}

// What Xapian opens a database by: where its tables begin, and the counts and bounds of the whole.
void NewDatabase::write_version(const GlassTable::Root& lists) {
  constexpr std::size_t uuid_size = 16;
  constexpr unsigned revision = 1;
  constexpr std::size_t is_sequential = 2;
  constexpr std::size_t is_empty = 1;
  const std::array<GlassTable::Root, deflated_from.size()> tables{lists, data_.finish(),
                                                                  term_lists_.finish()};
  Packer version;
  version.out = std::string("\x0F\x0DXapian Glass\x04\x6E", 16) + std::string(uuid_size, '\0');
  version.number(revision);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const GlassTable::Root& root = tables[i];
    version.number(root.block);
    version.number(std::size_t{root.level} * 4 + is_sequential + (root.blocks == 0 ? is_empty : 0));
    version.number(root.entries);
    version.number(GlassTable::block_size / 2048);
    version.number(deflated_from[i]);
    Packer free_blocks;  // there are none below the end
    for (const std::size_t each : {std::size_t{revision}, std::size_t{root.blocks}, 0UL, 0UL, 0UL, 0UL})
      free_blocks.number(each);
    version.text(root.blocks == 0 ? "" : free_blocks.out);
  }
  Xapian::termcount least = 0;
  Xapian::termcount greatest = 0;
  std::size_t all = 0;
  for (const NewPosting& length : lengths_) {
    if (length.wdf > 0) least = least == 0 ? length.wdf : std::min(least, length.wdf);
    greatest = std::max(greatest, length.wdf);
    all += length.wdf;
  }
  constexpr std::size_t none = 0;  // documents beyond the last, changesets, spellings
  for (const std::size_t each : {std::size_t{last()}, none, std::size_t{least}, std::size_t{greatest_wdf_},
                                 std::size_t{greatest} - greatest_wdf_, none, all, none})
    version.number(each);
  std::ofstream file(path_ / "iamglass", std::ios::binary);
  if (!file.write(version.out.data(), static_cast<std::streamsize>(version.out.size())).flush())
    throw Error(ErrorKind::io, fmt::format("cannot write {}", (path_ / "iamglass").string()),
                "is the disk full or read-only?");
}

}  // namespace kartotek
