#pragma once

#include <xapian.h>

#include <optional>

namespace kartotek {

// The factor of a query of OP_SCALE_WEIGHT, which Xapian says nowhere but in what it writes of a query for
// transmission. Nothing where that is in no known form.
std::optional<double> factor_of(const Xapian::Query& scaled);

}  // namespace kartotek
