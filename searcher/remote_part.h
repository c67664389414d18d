#pragma once

#include <xapian.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kartotek {

// A database that xapian-tcpsrv or, over ssh, xapian-progsrv serves elsewhere.
struct RemoteAddress {
  std::string host;
  std::string user;   // of ssh; "" for whoever ssh takes
  std::string port;   // of tcp, and of ssh where it is given
  std::string path;   // of ssh: the database on that machine
  std::string shown;  // host:port of tcp, host:path of ssh
  bool by_ssh = false;
};

// tcp://HOST:PORT or ssh://[USER@]HOST[:PORT]/PATH; nothing for what is no address but a path on this
// machine. Throws Error(usage) where it begins so and does not go on so, or has signs that a shell would
// understand.
std::optional<RemoteAddress> parse_remote(std::string_view location);

// How long to wait for each answer of a remote part. To be connected may take no longer than 3 seconds.
using AnswerTimeout = std::chrono::milliseconds;
inline constexpr AnswerTimeout usual_answer_timeout = std::chrono::seconds(10);

// Throws Xapian::NetworkError where it is not to be had. ssh asks for no password.
Xapian::Database open_remote(const RemoteAddress& address, AnswerTimeout timeout);

}  // namespace kartotek
