#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kartotek {

// Nanoseconds since 1970, by the clock on the wall.
std::uint64_t nanoseconds_now();

// A time as the index keeps it: 2026-11-01T03:00:00.123Z. Such times compare as their texts do.
std::string time_text(std::uint64_t nanoseconds);

// A time_text() in six bytes, which compare as the texts do, and back; "" where it is none.
std::string packed_time(std::string_view time_text);
std::string unpacked_time(std::string_view packed);

// The time that a person means, as time_text() has it: a date (its beginning), or a date and a time of day,
// to the minute or finer, with Z or an offset such as +03:00; without, by the clock of this machine. Nothing
// for what is no time of ISO 8601.
std::optional<std::string> parse_time(std::string_view text);

// Now; but later than `last`, a time of this kind or "", even where the clock was set back.
std::string time_after(std::string_view last);

}  // namespace kartotek
