#include "corpus/gunzip.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace kartotek {
namespace {

class Inflater {
 public:
  Inflater(ByteSource compressed, ExpansionLimit& limit)
      : compressed_(std::move(compressed)), limit_(limit), buffer_(buffer_size, '\0') {
    constexpr int gzip_only = 16;
    if (inflateInit2(&stream_, MAX_WBITS + gzip_only) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  std::size_t read(char* to, std::size_t room) {
    room = std::min(room, buffer_size);  // zlib counts in 32 bits, and the limit should bite early
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(room);
    while (stream_.avail_out == room && !at_end_) step();
    const std::size_t count = room - stream_.avail_out;
    try {
      limit_.count_expanded(count);
    } catch (Damaged& bomb) {
      bomb.came_before({to, count});
      throw;
    }
    return count;
  }

 private:
  static constexpr std::size_t buffer_size = std::size_t{256} << 10;

  bool fill() {
    if (stream_.avail_in > 0) return true;
    stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
    stream_.avail_in = static_cast<uInt>(compressed_(buffer_.data(), buffer_.size()));
    if (stream_.avail_in > 0) filled_ = stream_.avail_in;
    return stream_.avail_in > 0;
  }

  // Unpacks some bytes, or comes closer to it.
  void step() {
    if (!fill()) {
      if (in_part_) throw damaged("the gzip data is cut off");
      at_end_ = true;
      return;
    }
    if (!in_part_ && parts_ > 0) {
      skip_zeros();
      if (stream_.avail_in == 0) return;
    }
    in_part_ = true;
    const uInt room = stream_.avail_out;
    const int result = inflate(&stream_, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      ++parts_;
      done_ += stream_.total_in;
      in_part_ = false;
      inflateReset(&stream_);
      return;
    }
    // What a damaged block gave before the damage is handed out first; the next call fails again.
    if (result == Z_OK || result == Z_BUF_ERROR || stream_.avail_out < room) return;
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    const char* const reason = stream_.msg == nullptr ? "a bad block" : stream_.msg;
    if (stream_.total_out == 0 && parts_ > 0) throw damaged("what follows is not gzip,");
    throw damaged("the gzip data is damaged (" + std::string(reason) + ")");
  }

  Damaged damaged(const std::string& what) const {
    return Damaged(what + " at byte " + std::to_string(done_ + stream_.total_in), bytes_about());
  }

  // What was read last, from somewhat before the place on.
  std::string_view bytes_about() const {
    const std::size_t place = filled_ - stream_.avail_in;
    return {buffer_.data() + (place - std::min(place, Damaged::most_shown / 2)),
            std::min(place, Damaged::most_shown / 2) + stream_.avail_in};
  }

  void skip_zeros() {
    while (stream_.avail_in > 0 && *stream_.next_in == 0) {
      ++stream_.next_in;
      --stream_.avail_in;
      ++done_;
    }
  }

  ByteSource compressed_;
  ExpansionLimit& limit_;
  std::string buffer_;
  std::size_t filled_ = 0;  // of the buffer, when something was last read
  z_stream stream_{};
  std::uint64_t done_ = 0;  // bytes of parts that ended well, and behind them
  std::size_t parts_ = 0;   // that ended well
  bool in_part_ = false;
  bool at_end_ = false;
};

}  // namespace

ByteSource gunzip(ByteSource compressed, ExpansionLimit& limit) {
  const auto inflater = std::make_shared<Inflater>(std::move(compressed), limit);
  return [inflater](char* to, std::size_t room) { return inflater->read(to, room); };
}

}  // namespace kartotek
