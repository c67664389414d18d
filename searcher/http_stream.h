#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace kartotek {

// The body of an answer that is written while it is sent: at most `room` bytes wait, however slow the client.
// One thread writes, the server reads. Thread-safe.
class HttpStream {
 public:
  static constexpr std::size_t room = std::size_t{1} << 18;

  // Waits until there is room. False after the end, or where nobody reads any more.
  bool write(std::string_view bytes);
  // No more is written. Where that is not the `whole` of it, the client is told by a cut connection. May also
  // be called by others than the writer; the first call counts.
  void end(bool whole);

  // What there is, at most `size` bytes: how many were copied; nothing at the end. 0 where there is nothing
  // yet: then `rest` has been called, and the writer calls `wake` once there is something.
  std::optional<std::size_t> read(char* to, std::size_t size, const std::function<void()>& rest,
                                  const std::function<void()>& wake);
  // Nobody reads any more.
  void abandon();
  // After the end: whether it was all.
  bool whole() const;
  std::size_t bytes_read() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable room_made_;
  std::string waiting_;
  std::size_t read_ = 0;
  std::function<void()> wake_;
  bool ended_ = false;
  bool whole_ = false;
  bool abandoned_ = false;
};

}  // namespace kartotek
