#include "searcher/remote_part.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "corpus/error.h"

namespace kartotek {
namespace {

constexpr std::string_view letters_and_digits =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

Error wrong(std::string_view location) {
  return {ErrorKind::usage, fmt::format("{} is no address of a part of an index", location),
          "write tcp://HOST:PORT, or ssh://USER@HOST/PATH with letters, digits and ._-/ only"};
}

// Whether `text` is made of letters, digits and `signs`, and cannot be taken for an option.
bool is_plain(std::string_view text, std::string_view signs) {
  return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), [&](char c) {
    return letters_and_digits.find(c) != std::string_view::npos || signs.find(c) != std::string_view::npos;
  });
}

std::optional<unsigned> port_of(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0 || port > 65535)
    return std::nullopt;
  return port;
}

// host, host:port or [host]:port, an IPv6 address being in brackets.
void read_host(std::string_view text, RemoteAddress& address) {
  std::size_t colon = text.rfind(':');
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos || (end + 1 < text.size() && text[end + 1] != ':')) return;
    address.host = text.substr(1, end - 1);
    colon = end + 1;
  } else {
    address.host = text.substr(0, colon);
  }
  if (colon < text.size()) address.port = text.substr(colon + 1);
}

}  // namespace

std::optional<RemoteAddress> parse_remote(std::string_view location) {
  constexpr std::string_view tcp = "tcp://";
  constexpr std::string_view ssh = "ssh://";
  if (!location.starts_with(tcp) && !location.starts_with(ssh)) return std::nullopt;
  RemoteAddress address;
  address.by_ssh = location.starts_with(ssh);
  std::string_view rest = location.substr(tcp.size());
  if (address.by_ssh) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    address.path = rest.substr(slash);
    rest = rest.substr(0, slash);
    if (const std::size_t at = rest.find('@'); at != std::string_view::npos) {
      address.user = rest.substr(0, at);
      rest.remove_prefix(at + 1);
      if (!is_plain(address.user, "._-")) throw wrong(location);
    }
  }
  read_host(rest, address);
  const bool needs_port = !address.by_ssh || !address.port.empty() || rest.ends_with(':');
  if (!is_plain(address.host, "._-:") || (needs_port && !port_of(address.port))) throw wrong(location);
  if (address.by_ssh && (!is_plain(address.path, "._-/") || address.path.size() < 2)) throw wrong(location);
  address.shown = address.host + (address.by_ssh ? ":" + address.path : ":" + address.port);
  return address;
}

Xapian::Database open_remote(const RemoteAddress& address, AnswerTimeout timeout) {
  constexpr AnswerTimeout longest_to_connect = std::chrono::seconds(3);
  const auto answer = static_cast<unsigned>(timeout.count());
  const auto connect = static_cast<unsigned>(std::min(timeout, longest_to_connect).count());
  if (!address.by_ssh) return Xapian::Remote::open(address.host, *port_of(address.port), answer, connect);
  // (Xapian splits the arguments at blanks, which none of them has.)
  const std::string arguments =
      fmt::format("-o BatchMode=yes -o ConnectTimeout={} {}{}{}{} xapian-progsrv {}", (connect + 999) / 1000,
                  address.port.empty() ? "" : "-p " + address.port + " ", address.user,
                  address.user.empty() ? "" : "@", address.host, address.path);
  return Xapian::Remote::open("ssh", arguments, answer);
}

}  // namespace kartotek
