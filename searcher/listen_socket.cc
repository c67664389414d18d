#include "searcher/listen_socket.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

#include "corpus/error.h"

namespace kartotek {
namespace {

std::string reason(int error) { return std::system_category().message(error); }

unsigned port_of(int descriptor) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  return address.ss_family == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port)
                                       : ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

}  // namespace

bool ListenAddress::loopback() const {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

ListenAddress parse_listen_address(std::string_view text) {
  ListenAddress address;
  const std::size_t colon = text.rfind(':');
  const std::string_view port = text.substr(colon == std::string_view::npos ? 0 : colon + 1);
  std::string_view host = colon == std::string_view::npos ? address.host : text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const bool number = !port.empty() && port.size() <= 5 &&
                      port.find_first_not_of("0123456789") == std::string_view::npos &&
                      std::stoul(std::string(port)) <= 65535;
  if (!number || host.empty())
    throw Error(ErrorKind::usage, fmt::format("--serve {} is not [HOST:]PORT", text),
                "write 8080, localhost:8080 or [::1]:8080");
  address.host = host;
  address.port = port;
  return address;
}

ListenSocket listen_on(const ListenAddress& address) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (const int error = ::getaddrinfo(address.host.c_str(), address.port.c_str(), &hints, &found))
    throw Error(ErrorKind::usage, fmt::format("no address {}: {}", address.host, ::gai_strerror(error)));
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(found, &::freeaddrinfo);
  int error = 0;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    const int descriptor =
        ::socket(one->ai_family, one->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, one->ai_protocol);
    const int yes = 1;
    if (descriptor >= 0 && ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
        ::bind(descriptor, one->ai_addr, one->ai_addrlen) == 0 && ::listen(descriptor, SOMAXCONN) == 0)
      return {descriptor, port_of(descriptor)};
    error = errno;
    if (descriptor >= 0) ::close(descriptor);
  }
  throw Error(ErrorKind::io,
              fmt::format("cannot listen on {} port {}: {}", address.host, address.port, reason(error)),
              "choose another port; 0 takes one that is free");
}

}  // namespace kartotek
