#include "searcher/http_connections.h"

#include <sys/socket.h>

namespace kartotek {
namespace {

// The server then reads the end of the connection and closes it; until it has, the descriptor is not reused.
void cut(HttpConnections::Connection& connection) {
  ::shutdown(connection.descriptor, SHUT_RDWR);
  connection.until = HttpConnections::Clock::time_point::max();
}

}  // namespace

HttpConnections::Handle HttpConnections::add(int descriptor, Clock::duration time) {
  const std::lock_guard lock(mutex_);
  if (connections_.size() >= most_) {
    Connection* longest = nullptr;
    for (Connection& connection : connections_)
      if (connection.waiting && connection.until != Clock::time_point::max() &&
          (longest == nullptr || connection.since < longest->since))
        longest = &connection;
    if (longest != nullptr) cut(*longest);
  }
  const Clock::time_point now = Clock::now();
  return connections_.insert(connections_.end(), {descriptor, true, now, now + time});
}

void HttpConnections::remove(Handle connection) {
  const std::lock_guard lock(mutex_);
  connections_.erase(connection);
}

void HttpConnections::wait_for_request(Handle connection, Clock::duration time) {
  const std::lock_guard lock(mutex_);
  connection->waiting = true;
  connection->since = Clock::now();
  connection->until = connection->since + time;
}

void HttpConnections::work(Handle connection) {
  const std::lock_guard lock(mutex_);
  connection->waiting = false;
  connection->until = Clock::time_point::max();
}

void HttpConnections::send(Handle connection, Clock::duration time) {
  const std::lock_guard lock(mutex_);
  connection->waiting = false;
  connection->until = Clock::now() + time;
}

void HttpConnections::cut_late() {
  const std::lock_guard lock(mutex_);
  const Clock::time_point now = Clock::now();
  for (Connection& connection : connections_)
    if (connection.until < now) cut(connection);
}

bool HttpConnections::full() const {
  const std::lock_guard lock(mutex_);
  return connections_.size() > most_ + most_ / 8;
}

}  // namespace kartotek
