#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kartotek {

// Nanoseconds since 1970, by the clock on the wall.
std::uint64_t nanoseconds_now();

// A time as the index keeps it: 2026-11-01T03:00:00.123Z. Such times compare as their texts do.
std::string time_text(std::uint64_t nanoseconds);

// Now; but later than `last`, a time of this kind or "", even where the clock was set back.
std::string time_after(std::string_view last);

}  // namespace kartotek
