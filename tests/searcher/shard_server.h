#pragma once

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "indexer/generation.h"
#include "indexer/shards.h"

namespace kartotek {

// Debian's xapian-tcpsrv, serving a database on a free port of the loopback, or of another address that is
// this machine's, until the object goes.
class ShardServer {
 public:
  // `program`: or xapian-replicate-server, for the folder of a generation.
  explicit ShardServer(std::filesystem::path database, std::string host = "127.0.0.1",
                       std::string program = "xapian-tcpsrv")
      : program_(std::move(program)),
        database_(std::move(database)),
        host_(std::move(host)),
        port_(free_port()) {
    start();
  }
  ~ShardServer() { kill(); }
  ShardServer(const ShardServer&) = delete;
  ShardServer& operator=(const ShardServer&) = delete;

  std::string address() const { return "tcp://" + shown(); }
  std::string shown() const { return fmt::format("{}:{}", host_, port_); }
  // What start() is to serve.
  void set_database(std::filesystem::path database) { database_ = std::move(database); }

  void start() {
    process_ = ::fork();
    if (process_ == 0) {
      ::setpgid(0, 0);
      std::vector<std::string> words{program_, "--interface",         host_,
                                     "--port", std::to_string(port_), database_.string()};
      if (program_ == "xapian-tcpsrv") words.insert(words.begin() + 1, "--quiet");
      std::vector<char*> arguments;
      arguments.reserve(words.size() + 1);
      for (std::string& word : words) arguments.push_back(word.data());
      arguments.push_back(nullptr);
      ::execvp(arguments.front(), arguments.data());
      ::_exit(127);
    }
    ::setpgid(process_, process_);
    for (int waited = 0; !answers(); ++waited) {
      if (waited == 1000) {
        kill();
        throw std::runtime_error(program_ + " does not start: is xapian-tools installed?");
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }
  // The server and what it has forked for its connections.
  void stop() const { ::kill(-process_, SIGSTOP); }
  void go_on() const { ::kill(-process_, SIGCONT); }
  void kill() {
    if (process_ == 0) return;
    ::kill(-process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = 0;
  }

 private:
  static sockaddr_in socket_address(const std::string& host, unsigned port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET, host.c_str(), &address.sin_addr);
    return address;
  }
  static unsigned free_port() {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = socket_address("127.0.0.1", 0);
    socklen_t size = sizeof address;
    auto* const bytes = reinterpret_cast<sockaddr*>(&address);
    const bool has_one = ::bind(descriptor, bytes, size) == 0 && ::getsockname(descriptor, bytes, &size) == 0;
    ::close(descriptor);
    if (!has_one) throw std::runtime_error("no port of the loopback is free");
    return ntohs(address.sin_port);
  }
  bool answers() const {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = socket_address(host_, port_);
    const bool connected =
        ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(descriptor);
    return connected;
  }

  std::string program_;
  std::filesystem::path database_;
  std::string host_;
  unsigned port_;
  pid_t process_ = 0;
};

// The shards of a generation, each behind a server of its own.
class ShardServers {
 public:
  explicit ShardServers(const std::filesystem::path& generation) {
    for (const std::filesystem::path& shard : shards_of(generation))
      servers_.push_back(std::make_unique<ShardServer>(shard));
  }

  std::vector<std::string> addresses() const {
    std::vector<std::string> all;
    for (const auto& server : servers_) all.push_back(server->address());
    return all;
  }
  ShardServer& operator[](std::size_t number) { return *servers_[number]; }

 private:
  std::vector<std::unique_ptr<ShardServer>> servers_;
};

}  // namespace kartotek
