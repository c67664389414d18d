#pragma once

#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace kartotek {

// What went wrong, decided where it is known; each program turns it into its exit code.
enum class ErrorKind {
  usage,   // the caller asked for something impossible: exit 2
  locked,  // another writer is at work: exit 3
  index,   // no index, damaged, or of another schema: exit 4
  io,      // input, disk or network failed: exit 5
};

// One clear line in what(): what happened and where. hint() says what to do, and may be empty.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& what, std::string hint = {})
      : std::runtime_error(what), kind_(kind), hint_(std::move(hint)) {}
  ErrorKind kind() const { return kind_; }
  const std::string& hint() const { return hint_; }

 private:
  ErrorKind kind_;
  std::string hint_;
};

// What a std::thread throws where the system allows no more of them, as an Error(io); `error` has the
// system's few words.
inline Error lack_of_threads(const std::system_error& error) {
  return {ErrorKind::io, std::string("no thread can be started: ") + error.code().message(),
          "allow more of them (ulimit -u; TasksMax= of a systemd unit)"};
}

}  // namespace kartotek
