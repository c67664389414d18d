#include "corpus/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "corpus/damaged.h"
#include "corpus/error.h"

namespace kartotek {

ByteSource bytes_of(std::FILE* file) {
  return [file](char* to, std::size_t room) {
    const std::size_t count = std::fread(to, 1, room, file);
    if (count == 0 && std::ferror(file) != 0) {
      throw Error(ErrorKind::io, "cannot be read: " + std::generic_category().message(errno));
    }
    return count;
  };
}

ByteSource bytes_of(std::string_view text) {
  return [text](char* to, std::size_t room) mutable {
    const std::size_t count = text.copy(to, room);
    text.remove_prefix(count);
    return count;
  };
}

ByteSource with_head(std::string head, ByteSource rest) {
  return [head = std::move(head), taken = std::size_t{0}, rest = std::move(rest)](char* to,
                                                                                  std::size_t room) mutable {
    if (taken == head.size()) return rest(to, room);
    const std::size_t count = head.copy(to, room, taken);
    taken += count;
    return count;
  };
}

std::string read_up_to(const ByteSource& source, std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t filled = 0;
  try {
    while (filled < count) {
      const std::size_t got = source(bytes.data() + filled, count - filled);
      if (got == 0) break;
      filled += got;
    }
  } catch (Damaged& damaged) {
    damaged.came_before(std::string_view(bytes).substr(0, filled));
    throw;
  }
  bytes.resize(filled);
  return bytes;
}

std::string too_large(std::size_t limit) {
  return "larger than " + std::to_string(limit >> 20) + " MiB, the most that is read as one text";
}

std::string read_all(const ByteSource& source, std::size_t limit) {
  constexpr std::size_t first_chunk = std::size_t{64} << 10;
  std::string bytes;
  for (std::size_t chunk = first_chunk;; chunk = std::max(chunk, bytes.size())) {
    // One byte over the limit tells a file that is too long from one that just fits.
    const std::size_t wanted = std::min(chunk, limit + 1 - bytes.size());
    try {
      const std::string more = read_up_to(source, wanted);
      bytes += more;
      if (bytes.size() > limit) throw Damaged(too_large(limit));
      if (more.size() < wanted) return bytes;
    } catch (Damaged& damaged) {
      damaged.came_before(bytes);
      throw;
    }
  }
}

}  // namespace kartotek
