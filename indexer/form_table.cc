#include "indexer/form_table.h"

namespace kartotek {

void FormTable::grow() {
  ++bits_;
  std::vector<Slot> larger(std::size_t{1} << bits_);
  for (const Slot& slot : slots_) {
    if (!slot.form) continue;
    std::size_t place = place_of(slot.key);
    while (larger[place].form) place = (place + 1) & (larger.size() - 1);
    larger[place] = slot;
  }
  slots_ = std::move(larger);
}

}  // namespace kartotek
