#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "searcher/query.h"

namespace kartotek {

// The field of a name, whatever its case.
std::optional<Field> field_of_name(std::string_view name);

// What to say to somebody who typed a field that is not there: the one that was meant, or all there are.
std::string field_hint(std::string_view name);

// Whether `name` before a colon makes an address of what follows: any name before ://, and those that
// do without slashes, as mailto.
bool is_scheme(std::string_view name, bool has_slashes);

}  // namespace kartotek
