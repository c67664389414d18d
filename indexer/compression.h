#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct libdeflate_compressor;

namespace kartotek {

// Stored articles are compressed with Zstandard (RFC 8878), by a dictionary that was trained on articles of
// the same archive: a story of a kilobyte has little in it to learn from by itself. The index keeps the
// dictionary; each compressed text names it by its number.
//
// Xapian 1.4 tries to make every stored document smaller by zlib, in vain where Zstandard has been, when it
// is written and again whenever databases are merged; and it clears 400 kB of zlib's tables for each document
// and each list of terms, of a kilobyte or two. Together an eighth of the time of a build, and there is no
// option against it. So a program with this file has a deflate() of its own, which says at once of a
// Zstandard frame that it does not fit into as little room as it has already, and a deflateInit2() that makes
// the tables of raw streams smaller; everything else is left to zlib's.

// A dictionary for texts like `samples`; "" where they are too few to learn from.
std::string train_dictionary(const std::vector<std::string>& samples);

// Makes a dictionary known to this process, for decompress(); "" is none. Thread-safe.
void know_dictionary(const std::string& dictionary);

// Not thread-safe: one for each thread.
class Compressor {
 public:
  explicit Compressor(const std::string& dictionary);  // "" is none
  ~Compressor();
  Compressor(Compressor&&) noexcept;
  Compressor& operator=(Compressor&&) noexcept;

  // Given back as it is where compression gains nothing. `text` must not begin as Zstandard's frames do,
  // with the bytes 28 B5 2F FD, which is no UTF-8.
  std::string compress(std::string_view text);

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

// Makes raw DEFLATE streams (RFC 1951) of what Xapian inflates, by libdeflate, at six tenths of zlib's time.
// Not thread-safe.
class Deflater {
 public:
  Deflater();
  // "" where it is not smaller than `text`; valid until the next call.
  std::string_view deflate(std::string_view text);

 private:
  std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor_;
  std::string out_;
};

// What compress() was given. Throws Error(index) where `data` is damaged or its dictionary is not known.
// Thread-safe.
std::string decompress(std::string_view data);

}  // namespace kartotek
