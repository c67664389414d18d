#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "corpus/byte_source.h"
#include "corpus/expansion_limit.h"

namespace kartotek {

// A file in an archive, or what else has a name there.
struct Member {
  enum class Kind { file, folder, link, other };
  Kind kind = Kind::file;
  std::string name;  // as the archive has it: any bytes
  std::string link;  // what a link points at
  bool encrypted = false;
};

// Goes through a tar or zip archive from front to back, in bounded memory (for a zip file, its table of
// contents is held). Nothing is ever written to disk. Not thread-safe.
class Archive {
 public:
  // Reads from `bytes`. If `file`, from which they come, is not null it can be sought in, so that the
  // table of contents at the end of a zip file counts. `limit` counts what members expand to. What
  // `bytes` come from, `file` and `limit` must outlive the archive. Throws as next() does.
  Archive(ByteSource bytes, std::FILE* file, ExpansionLimit& limit);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  // Whether there is another member. Throws Damaged where none can be made out any more, and what
  // `bytes` throws.
  bool next(Member& member);

  // The bytes of the member that next() gave, until it is called again. The source throws Damaged
  // where they are damaged, cannot be unpacked, are too many for the limit, or fail their checksum,
  // and what `bytes` throws.
  ByteSource data();

  // Some bytes of the archive where the member stands, as they are in it; at most Damaged::most_shown.
  std::string packed_bytes() const;

 private:
  class Input;
  std::unique_ptr<Input> input_;
};

}  // namespace kartotek
