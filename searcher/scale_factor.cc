#include "searcher/scale_factor.h"

#include <cmath>
#include <string>
#include <string_view>

namespace kartotek {
namespace {

// A number of 0 or more as Xapian 1.4 writes it: a byte with how many digits there are in base 256, less one,
// in its upper half and the exponent of the first in its lower, plus 7 or, where that comes to 14, plus 128
// in a byte of its own; then the digits, the highest first.
std::optional<double> read_number(std::string_view bytes) {
  constexpr int own_byte = 14;
  const auto take = [&bytes] {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    return int{byte};
  };
  if (bytes.size() < 2) return std::nullopt;
  const int first = take();
  const int digits = (first >> 4) + 1;
  int exponent = (first & 0xF) - 7;
  if (exponent + 7 >= own_byte) exponent = take() - 128;
  if (static_cast<int>(bytes.size()) != digits) return std::nullopt;
  double number = 0;
  for (int i = digits - 1; i >= 0; --i)
    number = number / 256 + static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
  return std::ldexp(number, 8 * exponent);
}

}  // namespace

std::optional<double> factor_of(const Xapian::Query& scaled) {
  const Xapian::Query inner = scaled.get_subquery(0);
  const std::string written = scaled.serialise();
  const std::size_t rest = inner.serialise().size() + 1;  // and a byte before it that says what follows
  if (written.size() <= rest) return std::nullopt;
  const auto factor = read_number(std::string_view(written).substr(1, written.size() - rest));
  if (!factor) return std::nullopt;
  // Whatever Xapian may write in times to come.
  const Xapian::Query again(Xapian::Query::OP_SCALE_WEIGHT, inner, *factor);
  return again.serialise() == written ? factor : std::nullopt;
}

}  // namespace kartotek
