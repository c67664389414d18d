#include "searcher/http_guard.h"

#include <arpa/inet.h>

#include <algorithm>

#include "corpus/unicode.h"

namespace kartotek {
namespace {

// The host without its port and the brackets of an IPv6 address.
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) {
    const std::size_t end = host.find(']');
    return end == std::string_view::npos ? std::string_view() : host.substr(1, end - 1);
  }
  return host.substr(0, host.find(':'));
}

bool is_address(const std::string& host) {
  in6_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1 || inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

}  // namespace

HttpGuard::HttpGuard(std::vector<std::string> names, std::string token)
    : names_(std::move(names)), token_(std::move(token)) {
  names_.emplace_back("localhost");
  for (std::string& name : names_) name = fold_case(name);
}

bool HttpGuard::knows_host(std::string_view host) const {
  if (!is_valid_utf8(host)) return false;
  std::string name = fold_case(without_port(host));
  if (name.ends_with('.')) name.pop_back();
  return is_address(name) || name.ends_with(".localhost") ||
         std::find(names_.begin(), names_.end(), name) != names_.end();
}

bool HttpGuard::is_token(std::string_view candidate) const {
  if (candidate.size() != token_.size()) return false;
  // Every byte is looked at, whatever came before; volatile keeps the compiler from ending early.
  volatile unsigned char difference = 0;
  for (std::size_t i = 0; i < token_.size(); ++i)
    difference =
        static_cast<unsigned char>(difference | static_cast<unsigned char>(candidate[i] ^ token_[i]));
  return difference == 0;
}

bool HttpGuard::lets_in(const HttpRequest& request) const {
  if (token_.empty()) return true;
  constexpr std::string_view scheme = "bearer ";
  const std::string_view given = request.authorization;
  const bool bearer =
      given.size() > scheme.size() &&
      std::equal(scheme.begin(), scheme.end(), given.begin(), [](char a, char b) { return a == (b | 0x20); });
  if (bearer && is_token(given.substr(scheme.size()))) return true;
  return is_token(cookie_of(request.cookie, cookie_name));
}

const std::vector<std::pair<std::string, std::string>>& security_headers() {
  static const std::vector<std::pair<std::string, std::string>> headers{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
       "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"}};
  return headers;
}

}  // namespace kartotek
