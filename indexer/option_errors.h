#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

namespace kartotek {

// What a value on the command line may be, and what is said of one that it may not be: CLI11's own ranges are
// told in doubles of 300 digits.

// A whole number, and not one beyond 64 bits.
inline CLI::Validator whole_number(std::uint64_t least, std::uint64_t most = UINT64_MAX) {
  return CLI::Validator(
      [least, most](std::string& text) -> std::string {
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool whole = error == std::errc() && end == text.data() + text.size();
        if (whole && number >= least && number <= most) return {};
        if (most == UINT64_MAX) return fmt::format("{} is not a whole number from {} on", text, least);
        return fmt::format("{} is not a whole number from {} to {}", text, least, most);
      },
      "");
}

// At most as many as a month and more has; fractions are fine.
inline CLI::Validator seconds() {
  return CLI::Validator(
      [](std::string& text) -> std::string {
        constexpr double most = 1e7;
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool whole = error == std::errc() && end == text.data() + text.size();
        return whole && number >= 0 && number <= most ? "" : text + " is not a number of seconds";
      },
      "");
}

// Bytes, as 1048576, 1024K, 512M, 2G or 1T, in whose place it puts their number.
inline CLI::Validator size_in_bytes() {
  return CLI::Validator(
      [](std::string& text) -> std::string {
        constexpr std::string_view units = "KMGT";
        std::uint64_t number = 0;
        const char* const last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data(), last, number);
        std::string_view unit(end, static_cast<std::size_t>(last - end));
        if (!unit.empty() && (unit.back() == 'B' || unit.back() == 'b')) unit.remove_suffix(1);
        if (!unit.empty() && (unit.back() == 'i')) unit.remove_suffix(1);
        const std::size_t power =
            unit.empty() ? 0 : units.find(static_cast<char>(unit.front() & ~0x20)) + 1;  // in capitals
        const unsigned shift = 10U * static_cast<unsigned>(power);
        if (error != std::errc() || number == 0 || unit.size() > 1 || (power == 0 && !unit.empty()) ||
            number > UINT64_MAX >> shift)
          return fmt::format("{} is not a size: give bytes, or a number with K, M, G or T, as 512M", text);
        text = std::to_string(number << shift);
        return {};
      },
      "");
}

// What to say of a command line that is not understood, in one line.
inline std::string plain_failure(const CLI::App& app, const CLI::Error& error) {
  const std::string_view program = app.get_name();
  std::string what = error.what();
  constexpr std::string_view extra = "expected: ";
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr)
    what = fmt::format("{} is not understood here", what.substr(what.rfind(extra) + extra.size()));
  return fmt::format("{0}: {1}; see {0} --help\n", program, what);
}

}  // namespace kartotek
