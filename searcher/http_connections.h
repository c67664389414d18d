#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>

namespace kartotek {

// The open connections of a server and until when each has time. A client that sends its request, or takes
// its answer, byte by byte is cut off by the clock, which a time-out since the last byte would never do.
// Thread-safe.
class HttpConnections {
 public:
  using Clock = std::chrono::steady_clock;
  struct Connection {
    int descriptor;
    bool waiting = true;      // for a request
    Clock::time_point since;  // waiting or sending
    Clock::time_point until;  // then it is cut off
  };
  using Handle = std::list<Connection>::iterator;

  explicit HttpConnections(std::size_t most) : most_(most) {}

  // Where there are too many, cuts off the one that has been waiting longest.
  Handle add(int descriptor, Clock::duration time);
  void remove(Handle connection);
  void wait_for_request(Handle connection, Clock::duration time);
  // An answer is being made: that is not the client's time.
  void work(Handle connection);
  void send(Handle connection, Clock::duration time);

  // Cuts off those whose time is over.
  void cut_late();
  // Whether there are so many that further requests are to be refused.
  bool full() const;

 private:
  mutable std::mutex mutex_;
  std::size_t most_;
  std::list<Connection> connections_;
};

}  // namespace kartotek
