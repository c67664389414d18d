#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searcher/http_request.h"

namespace kartotek {

// Who may ask. A page of some other site must not read the archive through the analyst's browser: its name
// may be made to resolve to this machine (DNS rebinding), so that only the Host header tells the two apart.
class HttpGuard {
 public:
  // `names` are host names to answer to, besides localhost and addresses written as numbers, which no DNS
  // server has a say in. An empty `token` lets everyone in.
  HttpGuard(std::vector<std::string> names, std::string token);

  // Whether the Host header, with or without a port, is one of ours. Thread-safe, as all here.
  bool knows_host(std::string_view host) const;
  // Whether the request brings the token: as "Authorization: Bearer TOKEN" or in the cookie.
  bool lets_in(const HttpRequest& request) const;
  // Whether this is the token, in a time that tells nothing but its length.
  bool is_token(std::string_view candidate) const;
  bool has_token() const { return !token_.empty(); }

  static constexpr std::string_view cookie_name = "kartotek_token";

 private:
  std::vector<std::string> names_;
  std::string token_;
};

// Sent with every answer: a page runs no script and loads nothing but what this program serves, is not
// framed, tells no other site where the reader came from, and is taken as what it is declared to be.
const std::vector<std::pair<std::string, std::string>>& security_headers();

}  // namespace kartotek
