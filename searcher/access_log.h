#pragma once

#include <cstddef>
#include <string>

#include "searcher/http_request.h"

namespace kartotek {

// A request as a line: time (UTC), client, request in quotes, status, bytes of the answer, milliseconds.
// Whatever the client sent, it has no control characters and no second line, and not the token.
// `now` is in milliseconds since 1970. Thread-safe.
std::string access_line(const HttpRequest& request, unsigned status, std::size_t bytes, double milliseconds,
                        long long now);

}  // namespace kartotek
