#include "searcher/access_log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

namespace kartotek {
namespace {

constexpr std::size_t most_bytes = 2000;  // of a target that are shown

// ASCII that can be seen, but for the quote and the backslash; any other byte as \xNN.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, most_bytes)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F || c == '"' || c == '\\')
      out += fmt::format("\\x{:02x}", byte);
    else
      out += c;
  }
  return text.size() > most_bytes ? out + "..." : out;
}

// The target without the value of a token.
std::string without_token(std::string_view target) {
  std::string out(target.substr(0, target.find('?')));
  std::string_view rest = target.substr(out.size());
  while (!rest.empty()) {
    const char mark = rest.front();
    const std::string_view pair = rest.substr(1, rest.substr(1).find('&'));
    // (An escaped name could be the token's as well.)
    const std::string_view name = pair.substr(0, pair.find('='));
    const bool secret = name == "token" || name.find('%') != std::string_view::npos;
    out += mark;
    out.append(secret ? name : pair).append(secret ? "=..." : "");
    rest.remove_prefix(pair.size() + 1);
  }
  return out;
}

}  // namespace

std::string access_line(const HttpRequest& request, unsigned status, std::size_t bytes, double milliseconds,
                        long long now) {
  const std::time_t seconds = static_cast<std::time_t>(now / 1000);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z {} \"{} {}\" {} {} {:.1f}", fmt::gmtime(seconds),
                     now % 1000, request.client, escaped(request.method),
                     escaped(without_token(request.raw_target)), status, bytes, milliseconds);
}

}  // namespace kartotek
