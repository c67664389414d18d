#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "corpus/error.h"

namespace kartotek {

// Bytes that do not hold what they should: broken off, changed, a bomb, or too many. What came before
// is good. Unlike any other Error(ErrorKind::io), it says nothing against the disk.
class Damaged : public Error {
 public:
  static constexpr std::size_t most_shown = std::size_t{64} << 10;

  // `packed`: the bytes about the place, as the file has them.
  explicit Damaged(const std::string& what, std::string_view packed = {})
      : Error(ErrorKind::io, what), packed_(packed.substr(0, most_shown)) {}

  // Whoever holds bytes that were unpacked before, and can do nothing with them without the rest, says so on
  // the way.
  void came_before(std::string_view unpacked) {
    unpacked_.insert(0, unpacked.substr(0, most_shown));
    if (unpacked_.size() > most_shown) unpacked_.resize(most_shown);
  }

  // What can be shown of what is lost, at most `most_shown` bytes: as it is packed; as it was unpacked, else
  // as it is packed.
  const std::string& packed() const { return packed_; }
  const std::string& bytes() const { return unpacked_.empty() ? packed_ : unpacked_; }

 private:
  std::string packed_;
  std::string unpacked_;
};

}  // namespace kartotek
