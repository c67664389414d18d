#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>

#include "tests/cli/program.h"

namespace kartotek {

// A client's end of a connection to a server on this machine.
class Client {
 public:
  // `room` is how many bytes the kernel takes in advance of a read, about; 0 for as usual, which are
  // millions.
  explicit Client(unsigned port, int room = 0)
      : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (room > 0) ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::system_error(errno, std::generic_category(), "connect");
    const timeval limit{20, 0};  // then a read fails, and with it the test
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }
  ~Client() { ::close(descriptor_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(std::string_view bytes) const { ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
  // All that comes until the server closes.
  std::string read() const {
    std::string text;
    char piece[1 << 14];
    for (ssize_t got = 0; (got = ::recv(descriptor_, piece, sizeof piece, 0)) > 0;)
      text.append(piece, static_cast<std::size_t>(got));
    return text;
  }
  // Something of what comes; "" at the end.
  std::string read_some(std::size_t most) const {
    std::string text(most, '\0');
    const ssize_t got = ::recv(descriptor_, text.data(), text.size(), 0);
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return text;
  }

 private:
  int descriptor_;
};

struct Answer {
  int status = 0;
  std::string headers;
  std::string body;  // with its chunks put together
  Json json() const { return Json::parse(body, nullptr, false); }
};

// Puts together a body that came in chunks; "(cut)" stands at its end where the last chunk is missing.
inline std::string unchunked(const std::string& body) {
  std::string whole;
  for (std::size_t at = 0;;) {
    const std::size_t line = body.find("\r\n", at);
    if (line == std::string::npos) return whole + "(cut)";
    const std::size_t size = std::stoul(body.substr(at, line - at), nullptr, 16);
    if (size == 0) return whole;
    whole += body.substr(line + 2, size);
    at = line + 2 + size + 2;
  }
}

inline Answer answer_of(const std::string& bytes) {
  Answer answer;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string::npos || !bytes.starts_with("HTTP/1.1 ")) return answer;
  answer.status = std::stoi(bytes.substr(9, 3));
  answer.headers = bytes.substr(0, end + 2);
  answer.body = bytes.substr(end + 4);
  if (answer.headers.find("Transfer-Encoding: chunked") != std::string::npos)
    answer.body = unchunked(answer.body);
  return answer;
}

// A running searcher --serve on a port of the kernel's choice; ended with the object.
class Server {
 public:
  Server(const std::string& index, const std::vector<std::string>& options) {
    int out[2];
    if (::pipe2(out, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      ::dup2(::fileno(log_.get()), STDERR_FILENO);
      std::vector<std::string> words{PROGRAM_DIR "/searcher", "--index", index, "--serve", "0"};
      words.insert(words.end(), options.begin(), options.end());
      std::vector<char*> arguments;
      for (std::string& word : words) arguments.push_back(word.data());
      arguments.push_back(nullptr);
      ::execv(arguments[0], arguments.data());
      ::_exit(127);
    }
    ::close(out[1]);
    std::string line;
    for (char c = 0; ::read(out[0], &c, 1) == 1 && c != '\n';) line += c;
    ::close(out[0]);
    const std::size_t colon = line.rfind(':');
    if (colon == std::string::npos) throw std::runtime_error("no server: " + detail::content_of(log_.get()));
    port_ = static_cast<unsigned>(std::stoul(line.substr(colon + 1)));
  }
  ~Server() {
    if (child_ > 0) stop();
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  unsigned port() const { return port_; }
  pid_t process() const { return child_; }
  std::string log() const { return detail::content_of(log_.get()); }

  // Ends the server as an administrator would; returns its exit code.
  int stop() {
    ::kill(child_, SIGTERM);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  Answer get(const std::string& target, const std::string& headers = {},
             const std::string& method = "GET") const {
    const Client client(port_);
    const std::string host = headers.find("Host:") == std::string::npos ? "Host: localhost\r\n" : "";
    client.send(method + ' ' + target + " HTTP/1.1\r\n" + host + headers + "Connection: close\r\n\r\n");
    return answer_of(client.read());
  }

 private:
  detail::File log_ = detail::scratch_file();
  pid_t child_ = -1;
  unsigned port_ = 0;
};

}  // namespace kartotek
