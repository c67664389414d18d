#pragma once

#include <string>
#include <string_view>

namespace kartotek {

struct ListenAddress {
  std::string host = "127.0.0.1";
  std::string port;  // "0": the kernel chooses
  bool loopback() const;
};

// Reads [HOST:]PORT, as in 8080, localhost:8080 or [::1]:8080. Throws Error(usage).
ListenAddress parse_listen_address(std::string_view text);

// A socket that listens there, not inherited by other programs, and the port it got. Throws Error(usage)
// where the host is unknown, Error(io) where the port cannot be had.
struct ListenSocket {
  int descriptor;
  unsigned port;
};
ListenSocket listen_on(const ListenAddress& address);

}  // namespace kartotek
