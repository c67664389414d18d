#include "indexer/term_numbers.h"

#include <xxhash.h>

#include <algorithm>

#include "indexer/new_document.h"

namespace kartotek {

std::uint32_t TermNumbers::number_of(std::string_view term) {
  if (2 * terms_.size() >= table_.size()) grow();
  const auto hash = static_cast<std::uint32_t>(XXH3_64bits(term.data(), term.size()));
  const std::size_t mask = table_.size() - 1;
  std::size_t at = hash & mask;
  for (; table_[at] != 0; at = (at + 1) & mask) {
    const std::uint32_t number = table_[at] - 1;
    if (terms_[number].hash == hash && (*this)[number] == term) return number;
  }
  terms_.push_back({names_.size(), static_cast<std::uint32_t>(term.size()), hash});
  names_ += term;
  table_[at] = static_cast<std::uint32_t>(terms_.size());
  return table_[at] - 1;
}

void TermNumbers::grow() {
  constexpr std::size_t smallest = 1024;
  table_.assign(std::max(smallest, 2 * table_.size()), 0);
  const std::size_t mask = table_.size() - 1;
  for (std::size_t number = 0; number < terms_.size(); ++number) {
    std::size_t at = terms_[number].hash & mask;
    while (table_[at] != 0) at = (at + 1) & mask;
    table_[at] = static_cast<std::uint32_t>(number + 1);
  }
}

std::vector<std::uint32_t> TermNumbers::in_order() const {
  struct Sorted {
    std::uint64_t head;
    std::uint32_t number;
  };
  std::vector<Sorted> sorted;
  sorted.reserve(size());
  for (std::uint32_t number = 0; number < size(); ++number)
    sorted.push_back({head_of((*this)[number]), number});
  std::sort(sorted.begin(), sorted.end(), [this](const Sorted& a, const Sorted& b) {
    return a.head != b.head ? a.head < b.head : (*this)[a.number] < (*this)[b.number];
  });
  std::vector<std::uint32_t> numbers;
  numbers.reserve(size());
  for (const Sorted& each : sorted) numbers.push_back(each.number);
  return numbers;
}

}  // namespace kartotek
