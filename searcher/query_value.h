#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "searcher/query.h"

namespace kartotek {

// The date_range of what stands after date: 2021, 2021-04, 2021-04-15, a..b, a.., ..b, >=a, >a, <=a, <a,
// none. `at` is the place of `text` in the query. Throws QueryError for what is not a date, for a range
// backwards, and for one that no date can be in.
Query date_range(std::string_view text, std::size_t at);

// ISO 639-1 of a code or of the language's English name, in any case; nothing where there is none.
std::optional<std::string> language_code(std::string_view name);

}  // namespace kartotek
