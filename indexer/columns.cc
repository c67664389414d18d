#include "indexer/columns.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#define XXH_STATIC_LINKING_ONLY  // for a state without allocation
#include <xxhash.h>

#include <array>
#include <cstring>
#include <future>
#include <unordered_map>
#include <utility>

#include "corpus/error.h"
#include "indexer/schema.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

// The file: Header, lengths_, then for each slot its ColumnHeader, the values (each a length in one byte and
// its bytes), padding to four bytes, begins_, numbers_, and padding to four bytes. Numbers are as the machine
// has them: a file that came from another machine fails the check and is as good as none.
struct Header {
  std::array<char, 8> magic{'K', 'T', 'K', 'C', 'O', 'L', '2', '\n'};
  std::array<char, 40> uuid{};  // of the database
  std::uint64_t revision = 0;
  std::uint64_t size = 0;      // of the file
  std::uint64_t checksum = 0;  // XXH3 of all that follows
};

struct SlotWidth {
  Xapian::valueno slot;
  std::size_t width;  // of a value; 0 where a slot holds one
};
constexpr std::size_t code = 2;
constexpr std::array<SlotWidth, 5> slots{
    {{slot::date, 0}, {slot::countries, code}, {slot::named, code}, {slot::language, 0}, {slot::source, 0}}};

struct ColumnHeader {
  std::uint32_t values = 0;
  std::uint32_t value_bytes = 0;  // padding included
  std::uint32_t numbers = 0;
};

constexpr std::size_t longest_value = 255;
constexpr std::size_t most_values = 65'535;

Header header_of(const Xapian::Database& database) {
  Header header;
  const std::string uuid = database.get_uuid();
  std::memcpy(header.uuid.data(), uuid.data(), std::min(uuid.size(), header.uuid.size()));
  header.revision = database.get_revision();
  return header;
}

fs::path file_of(const fs::path& generation) { return generation / "columns"; }

template <typename Number>
void append(std::string& out, const std::vector<Number>& numbers) {
  if (!numbers.empty())
    out.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number));
}

void pad(std::string& out) { out.resize((out.size() + 3) / 4 * 4); }

// The column of a slot, whose values are cut in pieces of `width` bytes; 0: they are whole. Nothing where
// there are more values than can be told apart.
std::optional<std::string> column_of(const Xapian::Database& database, Xapian::valueno slot,
                                     std::size_t width) {
  std::unordered_map<std::string, std::uint16_t> numbered;
  std::string values;
  std::vector<std::uint32_t> begins{0};
  std::vector<std::uint16_t> numbers;
  begins.reserve(database.get_lastdocid() + std::size_t{2});
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value) {
    begins.resize(value.get_docid() + std::size_t{1}, static_cast<std::uint32_t>(numbers.size()));
    const std::string whole = *value;
    const std::size_t step = width == 0 ? whole.size() : width;
    for (std::size_t i = 0; i + step <= whole.size() && step > 0; i += step) {
      const std::string piece = whole.substr(i, step);
      const auto [found, added] = numbered.try_emplace(piece, static_cast<std::uint16_t>(numbered.size()));
      if (added) {
        if (piece.size() > longest_value || numbered.size() > most_values) return std::nullopt;
        values += static_cast<char>(piece.size());
        values += piece;
      }
      numbers.push_back(found->second);
    }
  }
  begins.resize(database.get_lastdocid() + std::size_t{2}, static_cast<std::uint32_t>(numbers.size()));
  pad(values);
  const ColumnHeader header{static_cast<std::uint32_t>(numbered.size()),
                            static_cast<std::uint32_t>(values.size()),
                            static_cast<std::uint32_t>(numbers.size())};
  std::string out(reinterpret_cast<const char*>(&header), sizeof header);
  out += values;
  append(out, begins);
  append(out, numbers);
  pad(out);
  return out;
}

std::string lengths_of(const Xapian::Database& database) {
  std::vector<std::uint32_t> lengths(database.get_lastdocid() + std::size_t{1});
  for (auto document = database.postlist_begin(""); document != database.postlist_end(""); ++document)
    lengths[*document] = document.get_doclength();
  std::string out;
  append(out, lengths);
  return out;
}

// The file while it is written, a column at a time. Whole or not at all: a reader finds the old file or the
// new one.
class ColumnFile {
 public:
  explicit ColumnFile(fs::path file)
      : file_(std::move(file)),
        scratch_(file_.string() + ".new"),
        descriptor_(::open(scratch_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
    XXH3_64bits_reset(&hash_);
  }
  ~ColumnFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    std::error_code ignored;  // it is there no more once it was published
    fs::remove(scratch_, ignored);
  }
  ColumnFile(const ColumnFile&) = delete;
  ColumnFile& operator=(const ColumnFile&) = delete;

  void append(std::string_view column) {
    XXH3_64bits_update(&hash_, column.data(), column.size());
    write(column, size_);
    size_ += column.size();
  }

  void publish(Header header) {
    header.size = size_;
    header.checksum = XXH3_64bits_digest(&hash_);
    write({reinterpret_cast<const char*>(&header), sizeof header}, 0);
    if (::fsync(descriptor_) != 0 || ::rename(scratch_.c_str(), file_.c_str()) != 0) fail();
  }

 private:
  void write(std::string_view bytes, std::size_t at) {
    for (std::size_t done = 0; done < bytes.size();) {
      const ssize_t count =
          ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(at + done));
      if (count <= 0) fail();
      done += static_cast<std::size_t>(count);
    }
  }
  void fail() const {
    throw Error(ErrorKind::io, fmt::format("cannot write {}", file_.string()),
                "is the disk full or read-only?");
  }

  XXH3_state_t hash_{};
  fs::path file_;
  fs::path scratch_;
  std::size_t size_ = sizeof(Header);  // so far
  int descriptor_;
};

Header written_header(std::string_view file) {
  Header header;
  std::memcpy(&header, file.data(), sizeof header);
  return header;
}

std::uint64_t checksum_of(std::string_view file) {
  file.remove_prefix(sizeof(Header));
  return XXH3_64bits(file.data(), file.size());
}

}  // namespace

// One column is made while the one before it is made and written, each from a database of its own.
void write_columns(const fs::path& generation) {
  using Made = std::optional<std::string>;
  const auto make = [&generation](std::size_t place) -> Made {
    const Xapian::Database database(generation.string());
    if (place == 0) return lengths_of(database);
    return column_of(database, slots[place - 1].slot, slots[place - 1].width);
  };
  const Header header = header_of(Xapian::Database(generation.string()));
  ColumnFile file(file_of(generation));
  for (std::size_t place = 0; place <= slots.size(); place += 2) {
    std::future<Made> next;
    if (place < slots.size()) next = std::async(std::launch::async, make, place + 1);
    const Made made = make(place);
    if (!made) return;
    file.append(*made);
    if (!next.valid()) break;
    const Made after = next.get();
    if (!after) return;
    file.append(*after);
  }
  file.publish(header);
}

std::optional<Columns> Columns::open(const fs::path& generation, const Xapian::Database& database) {
  auto file = MappedFile::open(file_of(generation));
  const std::size_t documents = database.get_lastdocid() + std::size_t{1};
  const std::size_t least = sizeof(Header) + documents * sizeof(std::uint32_t);
  if (!file || file->bytes().size() < least) return std::nullopt;
  Header expected = header_of(database);
  expected.size = file->bytes().size();
  expected.checksum = written_header(file->bytes()).checksum;
  if (std::memcmp(file->bytes().data(), &expected, sizeof expected) != 0) return std::nullopt;
  Columns columns;
  columns.file_ = std::move(*file);
  columns.documents_ = documents;
  columns.lengths_ = reinterpret_cast<const std::uint32_t*>(columns.file_.bytes().data() + sizeof expected);
  return columns;
}

bool Columns::read() {
  if (!columns_.empty()) return true;
  if (checksum_of(file_.bytes()) != written_header(file_.bytes()).checksum) return false;
  const char* at = file_.bytes().data() + sizeof(Header) + documents_ * sizeof(std::uint32_t);
  for (const auto& [slot, width] : slots) {
    Column& column = columns_[slot];
    ColumnHeader header;
    std::memcpy(&header, at, sizeof header);
    at += sizeof header;
    const char* value = at;
    for (std::uint32_t i = 0; i < header.values; ++i) {
      const auto length = static_cast<unsigned char>(*value);
      column.values_.emplace_back(value + 1, length);
      value += 1 + length;
    }
    at += header.value_bytes;
    column.begins_ = reinterpret_cast<const std::uint32_t*>(at);
    at += (documents_ + 1) * sizeof(std::uint32_t);
    column.numbers_ = reinterpret_cast<const std::uint16_t*>(at);
    at += (header.numbers + std::size_t{1}) / 2 * 2 * sizeof(std::uint16_t);
  }
  return true;
}

const Column* Columns::of(Xapian::valueno slot) const {
  const auto found = columns_.find(slot);
  return found == columns_.end() ? nullptr : &found->second;
}

}  // namespace kartotek
