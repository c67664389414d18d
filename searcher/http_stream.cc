#include "searcher/http_stream.h"

#include <algorithm>
#include <cstring>

namespace kartotek {
namespace {

void call_once(std::function<void()>& wake) {
  if (!wake) return;
  wake();
  wake = nullptr;
}

}  // namespace

bool HttpStream::write(std::string_view bytes) {
  std::unique_lock lock(mutex_);
  room_made_.wait(lock, [&] { return waiting_.size() < room || abandoned_ || ended_; });
  if (abandoned_ || ended_) return false;
  waiting_ += bytes;
  call_once(wake_);
  return true;
}

void HttpStream::end(bool whole) {
  const std::lock_guard lock(mutex_);
  if (ended_) return;
  ended_ = true;
  whole_ = whole;
  room_made_.notify_all();
  call_once(wake_);
}

std::optional<std::size_t> HttpStream::read(char* to, std::size_t size, const std::function<void()>& rest,
                                            const std::function<void()>& wake) {
  const std::lock_guard lock(mutex_);
  const std::size_t count = std::min(size, waiting_.size());
  if (count == 0) {
    if (ended_) return std::nullopt;
    rest();
    wake_ = wake;
    return 0;
  }
  std::memcpy(to, waiting_.data(), count);
  waiting_.erase(0, count);
  read_ += count;
  room_made_.notify_one();
  return count;
}

void HttpStream::abandon() {
  const std::lock_guard lock(mutex_);
  abandoned_ = true;
  wake_ = nullptr;
  room_made_.notify_all();
}

bool HttpStream::whole() const {
  const std::lock_guard lock(mutex_);
  return whole_;
}

std::size_t HttpStream::bytes_read() const {
  const std::lock_guard lock(mutex_);
  return read_;
}

}  // namespace kartotek
