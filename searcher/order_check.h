#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/word_codes.h"
#include "indexer/word_order.h"

namespace kartotek {

// Which words of an article: those of its body or those of its title.
enum class Part { body, title };

// Words at certain places of a text, checked against what the index keeps of their order: see
// word_orders.h. Each place has one of several terms, without the prefix of the title. More than 64
// places are checked 64 at a time.
struct Places {
  std::vector<std::vector<std::string>> terms;
  Part part = Part::body;
  // Places that stand one after the other even where the others may stand in any order: [first, second).
  std::vector<std::pair<std::size_t, std::size_t>> phrases{};
};

inline constexpr std::size_t most_places = 64;  // that are checked at a time

// Whether the words of articles stand at the places wanted. Immutable; thread-safe.
class OrderCheck {
 public:
  // For word orders that are written in `codes`. Of most_places at most, one after the other or, where there
  // is a `window`, in any order within so many positions.
  OrderCheck(const Places& places, std::optional<std::size_t> window, const WordCodes& codes);
  ~OrderCheck();
  OrderCheck(OrderCheck&&) noexcept;
  OrderCheck& operator=(OrderCheck&&) noexcept;

  bool holds(const WordOrder& order) const;

 private:
  class PlacesOfCodes;
  Part part_;
  std::optional<std::size_t> window_;
  std::unique_ptr<PlacesOfCodes> places_;
};

}  // namespace kartotek
