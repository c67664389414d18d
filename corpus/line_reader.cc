#include "corpus/line_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "corpus/damaged.h"

namespace kartotek {

namespace {
constexpr std::size_t first_buffer = std::size_t{1} << 20;
}  // namespace

LineReader::LineReader(ByteSource source, std::size_t max_line, std::size_t before)
    : source_(std::move(source)), max_line_(max_line), buffer_(first_buffer + slack, '\0'), number_(before) {}

// Reads more behind what is there, making room first; false at the end of the source.
bool LineReader::fill() {
  if (at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    scanned_ -= begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ + slack >= buffer_.size()) buffer_.resize(2 * buffer_.size());
  try {
    const std::size_t count = source_(buffer_.data() + end_, buffer_.size() - slack - end_);
    end_ += count;
    at_end_ = count == 0;
  } catch (Damaged& damaged) {
    damaged.came_before(std::string_view(buffer_.data(), end_));
    throw;
  }
  return !at_end_;
}

// Drops all up to and including the next LF; false where the source ends first.
bool LineReader::skip_line() {
  for (;;) {
    const std::size_t found = std::string_view(buffer_.data(), end_).find('\n', scanned_);
    if (found != std::string_view::npos) {
      begin_ = scanned_ = found + 1;
      return true;
    }
    begin_ = scanned_ = end_;
    if (!fill()) return false;
  }
}

bool LineReader::next(RawLine& line) {
  for (;;) {
    const std::size_t found = std::string_view(buffer_.data(), end_).find('\n', scanned_);
    const bool ended = found != std::string_view::npos;
    const std::size_t stop = ended ? found : end_;
    if (stop - begin_ > max_line_) {
      too_long_.assign(buffer_, begin_, std::min(stop - begin_, kept_of_too_long));
      scanned_ = stop;
      const bool skipped = skip_line();
      line = {too_long_, ++number_, skipped, true};
      return true;
    }
    if (ended || (at_end_ && stop > begin_)) {
      line = {std::string_view(buffer_).substr(begin_, stop - begin_), ++number_, ended, false};
      begin_ = scanned_ = ended ? stop + 1 : stop;
      return true;
    }
    if (at_end_) return false;
    scanned_ = end_;
    fill();
  }
}

}  // namespace kartotek
