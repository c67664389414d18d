#include "indexer/form_table.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace kartotek {

std::uint64_t FormTable::hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

void FormTable::grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  for (const Slot& slot : slots_) {
    if (!slot.form) continue;
    std::size_t place = slot.hash & (larger.size() - 1);
    while (larger[place].form) place = (place + 1) & (larger.size() - 1);
    larger[place] = slot;
  }
  slots_ = std::move(larger);
}

}  // namespace kartotek
