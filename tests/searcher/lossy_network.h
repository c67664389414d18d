#pragma once

#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstring>
#include <deque>
#include <random>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "tests/cli/program.h"

namespace kartotek {

// Two network namespaces, in the first of which the test is while the object lives, and a link between them
// that loses and delays packets as told, or all of them. Its ends are tunnels whose packets a thread carries
// from one to the other: netem is not in every kernel. The constructor throws std::system_error where one is
// not root or the kernel will not. Nothing of the machine's own network is touched.
class LossyNetwork {
 public:
  static constexpr const char* server = "10.0.0.2";  // of the second

  LossyNetwork() {
    try {
      ends_[0] = begin("10.0.0.1/30");
      spaces_[1] = current_space();
      ends_[1] = begin(std::string(server) + "/30");
      spaces_[2] = current_space();
      enter(spaces_[1]);
    } catch (...) {
      end();
      throw;
    }
    carrier_ = std::thread([this] { carry(); });
  }
  ~LossyNetwork() {
    is_ending_ = true;
    carrier_.join();
    end();
  }
  LossyNetwork(const LossyNetwork&) = delete;
  LossyNetwork& operator=(const LossyNetwork&) = delete;

  // Does `work`, whose processes are the second's.
  template <typename Work>
  auto there(Work work) const {
    enter(spaces_[2]);
    auto made = work();
    enter(spaces_[1]);
    return made;
  }
  // Of both directions: percents of packets lost, and the delay of each of the others.
  void set(unsigned loss, std::chrono::milliseconds delay) {
    loss_ = loss;
    delay_ = delay.count();
  }
  // Goes down once it has carried so many bytes more.
  void cut_after(long bytes) { left_ = bytes; }
  void mend() { left_ = forever; }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr long forever = 1L << 60;
  struct Packet {
    Clock::time_point due;
    int to = -1;
    std::string bytes;
  };

  static void ip(std::vector<std::string> arguments) {
    const Outcome outcome =
        run("ip", {.arguments = std::move(arguments), .input = {}, .environment = {}, .folder = {}});
    if (outcome.exit != 0) throw std::system_error(EPERM, std::generic_category(), "ip: " + outcome.err);
  }
  static int checked(int result, const char* what) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), what);
    return result;
  }
  static int current_space() {
    return checked(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC), "namespace");
  }
  static void enter(int space) { checked(::setns(space, CLONE_NEWNET), "setns"); }
  // A new namespace, entered, and its end of the link.
  static int begin(const std::string& address) {
    checked(::unshare(CLONE_NEWNET), "unshare");
    const int end = checked(::open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK), "/dev/net/tun");
    ifreq request{};
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    std::strcpy(request.ifr_name, "kartotek");
    checked(::ioctl(end, TUNSETIFF, &request), "tunnel");
    ip({"link", "set", "lo", "up"});
    ip({"addr", "add", address, "dev", "kartotek"});
    ip({"link", "set", "kartotek", "up"});
    return end;
  }
  void end() {
    enter(spaces_[0]);
    for (const int descriptor : {ends_[0], ends_[1], spaces_[0], spaces_[1], spaces_[2]})
      if (descriptor >= 0) ::close(descriptor);
  }

  void carry() {
    while (!is_ending_) {
      std::array<pollfd, 2> waiting{{{ends_[0], POLLIN, 0}, {ends_[1], POLLIN, 0}}};
      ::poll(waiting.data(), waiting.size(), 1);
      for (std::size_t i = 0; i < 2; ++i) take(ends_[i], ends_[1 - i]);
      for (; !packets_.empty() && packets_.front().due <= Clock::now(); packets_.pop_front())
        if (::write(packets_.front().to, packets_.front().bytes.data(), packets_.front().bytes.size()) < 0)
          continue;  // lost as well
    }
  }
  void take(int from, int to) {
    std::array<char, 1 << 16> bytes{};
    for (ssize_t got = 0; (got = ::read(from, bytes.data(), bytes.size())) > 0;) {
      left_ -= got;
      if (left_ < 0 || random_() % 100 < loss_) continue;
      packets_.push_back({Clock::now() + std::chrono::milliseconds(delay_), to,
                          std::string(bytes.data(), static_cast<std::size_t>(got))});
    }
  }

  std::array<int, 3> spaces_{current_space(), -1, -1};  // that the test came from, the first, the second
  std::array<int, 2> ends_{-1, -1};
  std::atomic<bool> is_ending_ = false;
  std::atomic<unsigned> loss_ = 0;
  std::atomic<long> delay_ = 0;
  std::atomic<long> left_ = forever;
  std::deque<Packet> packets_;
  std::mt19937 random_{20261127};
  std::thread carrier_;
};

}  // namespace kartotek
