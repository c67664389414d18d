#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/analyzer.h"

namespace kartotek {

// Words by the surface form they were written in: an open-addressing hash table, since looking words up is
// most of what analysis does. Words stay where they are until clear(). Not thread-safe.
class FormTable {
 public:
  FormTable() : slots_(first_size) {}

  // The word of `surface`; make(surface) is asked for it the first time.
  template <typename Make>
  const Word& get(std::string_view surface, Make make) {
    const std::uint64_t hash = hash_of(surface);
    std::size_t place = hash & (slots_.size() - 1);
    for (; slots_[place].form; place = (place + 1) & (slots_.size() - 1))
      if (slots_[place].hash == hash && slots_[place].form->surface == surface)
        return slots_[place].form->word;
    const Form& form = forms_.emplace_back(Form{std::string(surface), make(surface)});
    slots_[place] = {hash, &form};
    if (forms_.size() * 2 > slots_.size()) grow();
    return form.word;
  }

  std::size_t size() const { return forms_.size(); }
  void clear() { *this = FormTable(); }

 private:
  struct Form {
    std::string surface;
    Word word;
  };
  struct Slot {
    std::uint64_t hash = 0;
    const Form* form = nullptr;
  };
  static constexpr std::size_t first_size = 1024;  // a power of two, as every size

  static std::uint64_t hash_of(std::string_view text);
  void grow();

  std::vector<Slot> slots_;
  std::deque<Form> forms_;
};

}  // namespace kartotek
