#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kartotek {

// The target of a request, as in /api/search?q=drone&country=TR, decoded: percent escapes everywhere, and +
// as a blank in the parameters. All of it is well-formed UTF-8, and may hold any character.
struct HttpTarget {
  std::string path;
  std::vector<std::pair<std::string, std::string>> parameters;  // in their order; names may repeat
};

// Nothing where `raw` does not begin with a /, an escape is cut short or no hexadecimal number, or what comes
// out is no UTF-8. Thread-safe.
std::optional<HttpTarget> parse_target(std::string_view raw);

// What a handler is to know of a request. Header fields are as sent, "" where they were not.
struct HttpRequest {
  std::string method;
  std::string raw_target;
  HttpTarget target;
  std::string host;
  std::string authorization;
  std::string cookie;
  std::string if_none_match;
  std::string fetch_site;  // Sec-Fetch-Site
  std::string client;      // address, without the port
};

// The cookie of that name in a Cookie header; "" where there is none. Thread-safe.
std::string_view cookie_of(std::string_view header, std::string_view name);

}  // namespace kartotek
