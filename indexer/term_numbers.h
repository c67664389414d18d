#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kartotek {

// Numbers terms from 0 on as they come: a hash table over one buffer. Not thread-safe.
class TermNumbers {
 public:
  std::uint32_t number_of(std::string_view term);  // the next one, where it is new
  std::size_t size() const { return terms_.size(); }
  // Valid until the next new one.
  std::string_view operator[](std::uint32_t number) const {
    return std::string_view(names_).substr(terms_[number].begin, terms_[number].size);
  }
  // All numbers, in the order of the terms' bytes.
  std::vector<std::uint32_t> in_order() const;

 private:
  struct Term {
    std::size_t begin;
    std::uint32_t size;
    std::uint32_t hash;
  };
  void grow();

  std::string names_;
  std::vector<Term> terms_;
  std::vector<std::uint32_t> table_;  // by hash: the number after a term's, 0 where there is none
};

}  // namespace kartotek
