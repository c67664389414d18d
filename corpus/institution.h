#pragma once

#include <string_view>

namespace kartotek {

// Whether `line` is the name of a ministry or the like and nothing else, "Ministry of National Defence",
// "U.S. Department of Defense": words for what governments have, and names of countries. Thread-safe.
bool is_institution(std::string_view line);

}  // namespace kartotek
