#include "indexer/word_order_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#define XXH_STATIC_LINKING_ONLY  // for a state without allocation
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "corpus/error.h"
#include "indexer/packing.h"
#include "indexer/schema.h"

namespace kartotek {
namespace fs = std::filesystem;
namespace {

// The file: FileHeader, the common terms, and the segments, each padded to eight bytes. A segment: its
// header, the documents, where their records begin, and the records. Numbers are as the machine has them: a
// file that came from another machine fails the check and is as good as none.
struct FileHeader {
  std::array<char, 8> magic{'K', 'T', 'K', 'W', 'O', 'R', 'D', '2'};
  std::uint64_t size = 0;      // of the common terms
  std::uint64_t checksum = 0;  // XXH3 of them
};

struct SegmentHeader {
  std::array<char, 8> magic{'K', 'T', 'K', 'S', 'E', 'G', '1', '\n'};
  std::uint64_t documents = 0;
  std::uint64_t records = 0;           // bytes
  std::uint64_t index_checksum = 0;    // XXH3 of the documents and of where their records begin
  std::uint64_t records_checksum = 0;  // XXH3
};

constexpr std::size_t largest_segment = std::size_t{16} << 20;  // bytes, when one is written by itself

std::size_t padded(std::size_t size) { return (size + 7) / 8 * 8; }

std::uint64_t checksum_of(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

template <class Header>
std::string_view bytes_of_header(const Header& header) {
  return {reinterpret_cast<const char*>(&header), sizeof header};
}

std::uint32_t number_at(const char* bytes, std::size_t index) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes + index * sizeof number, sizeof number);
  return number;
}

void append(std::string& out, const std::vector<std::uint32_t>& numbers) {
  if (!numbers.empty())
    out.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof numbers.front());
}

// The parts of a segment.
struct SegmentView {
  SegmentHeader header;
  std::string_view index;
  std::string_view records;
  std::size_t size = 0;  // with padding
};

// Nothing where there is no whole one at the beginning of `bytes`.
std::optional<SegmentView> segment_at(std::string_view bytes) {
  SegmentView segment;
  const SegmentHeader any;
  if (bytes.size() < sizeof any) return std::nullopt;
  std::memcpy(&segment.header, bytes.data(), sizeof any);
  const std::size_t left = bytes.size() - sizeof any;
  if (segment.header.magic != any.magic || segment.header.records > left ||
      segment.header.documents > left / sizeof(std::uint64_t))
    return std::nullopt;
  const std::size_t index_size = segment.header.documents * sizeof(std::uint64_t);
  segment.size = padded(sizeof any + index_size + segment.header.records);
  if (segment.size > bytes.size()) return std::nullopt;
  segment.index = bytes.substr(sizeof any, index_size);
  segment.records = bytes.substr(sizeof any + index_size, segment.header.records);
  return segment;
}

Error write_error(const fs::path& path) {
  return {ErrorKind::io,
          fmt::format("cannot write {}: {}", path.string(), std::generic_category().message(errno)),
          "is the disk full or read-only?"};
}

}  // namespace

fs::path word_order_path(const fs::path& generation) { return generation / "words"; }

void set_word_order_size(Xapian::WritableDatabase& database, std::size_t size) {
  Packer packer;
  packer.number(size);
  const std::string key(metadata_key::word_order);
  if (database.get_metadata(key) != packer.out) database.set_metadata(key, packer.out);
}

std::optional<WordOrderFile> WordOrderFile::open(const fs::path& generation,
                                                 const Xapian::Database& database) {
  const std::string packed = database.get_metadata(std::string(metadata_key::word_order));
  if (packed.empty()) return std::nullopt;
  const std::size_t size = Unpacker(packed, "the size of the word orders").number();
  auto mapped = MappedFile::open(word_order_path(generation), size);
  if (!mapped) return std::nullopt;
  WordOrderFile file;
  file.file_ = std::move(*mapped);
  file.places_.resize(database.get_lastdocid() + std::size_t{1});
  if (!file.parse()) return std::nullopt;
  return file;
}

bool WordOrderFile::parse() {
  FileHeader header;
  if (file_.bytes().size() < sizeof header) return false;
  std::memcpy(&header, file_.bytes().data(), sizeof header);
  if (header.magic != FileHeader().magic || header.size > file_.bytes().size() - sizeof header) return false;
  common_terms_ = file_.bytes().substr(sizeof header, header.size);
  if (checksum_of(common_terms_) != header.checksum) return false;
  codes_ = WordCodes(common_terms_);
  std::size_t at = padded(sizeof header + header.size);
  // With what is read of a segment the system maps what lies around it.
  constexpr std::size_t segments_at_a_time = 32;
  while (at < file_.bytes().size()) {
    if (!parse_segment(at)) return false;
    if (segments_.size() % segments_at_a_time == 0) release();
  }
  return at == file_.bytes().size();
}

bool WordOrderFile::parse_segment(std::size_t& at) {
  const auto segment = segment_at(file_.bytes().substr(at));
  if (!segment || checksum_of(segment->index) != segment->header.index_checksum) return false;
  const auto records = static_cast<std::size_t>(segment->records.data() - file_.bytes().data());
  const char* documents = segment->index.data();
  const std::size_t count = segment->header.documents;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t document = number_at(documents, i);
    if (document < places_.size()) places_[document] = records + number_at(documents, count + i);
  }
  record_count_ += count;
  segments_.push_back(at);
  at += segment->size;
  return true;
}

std::optional<WordOrder> WordOrderFile::of(Xapian::docid document) const {
  if (document >= places_.size() || places_[document] == 0 || places_[document] >= file_.bytes().size())
    return std::nullopt;
  return parts_of(file_.bytes().substr(places_[document]));
}

std::string WordOrderFile::bytes_of(Xapian::docid document) const {
  const auto order = of(document);
  return order ? word_order_bytes(order->title, order->body) : std::string();
}

// As checksum_of(), of what is not to be in memory all at once.
std::uint64_t WordOrderFile::checksum_by_pieces(std::string_view records) const {
  constexpr std::size_t piece = std::size_t{4} << 20;  // bytes
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  for (std::size_t at = 0; at < records.size(); at += piece) {
    const std::string_view some = records.substr(at, piece);
    XXH3_64bits_update(&state, some.data(), some.size());
    release();
  }
  return XXH3_64bits_digest(&state);
}

bool WordOrderFile::is_sound() const {
  return std::all_of(segments_.begin(), segments_.end(), [this](std::size_t at) {
    const auto segment = segment_at(file_.bytes().substr(at));
    return segment && checksum_by_pieces(segment->records) == segment->header.records_checksum;
  });
}

void WordOrderSegment::put(Xapian::docid document, std::string_view word_order) {
  documents_.push_back(document);
  begins_.push_back(static_cast<std::uint32_t>(records_.size()));
  records_ += word_order;
}

std::string WordOrderSegment::build() const {
  std::string index;
  kartotek::append(index, documents_);
  kartotek::append(index, begins_);
  SegmentHeader header;
  header.documents = documents_.size();
  header.records = records_.size();
  header.index_checksum = checksum_of(index);
  header.records_checksum = checksum_of(records_);
  std::string bytes(bytes_of_header(header));
  bytes += index;
  bytes += records_;
  bytes.resize(padded(bytes.size()));
  return bytes;
}

WordOrderWriter::WordOrderWriter(fs::path path, std::string_view common_terms) : path_(std::move(path)) {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) throw write_error(path_);
  FileHeader header;
  header.size = common_terms.size();
  header.checksum = checksum_of(common_terms);
  std::string bytes(bytes_of_header(header));
  bytes += common_terms;
  bytes.resize(padded(bytes.size()));
  write(bytes);
}

WordOrderWriter::WordOrderWriter(fs::path path, std::size_t size) : path_(std::move(path)), size_(size) {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor_ < 0 || ::ftruncate(descriptor_, static_cast<off_t>(size)) != 0 ||
      ::lseek(descriptor_, 0, SEEK_END) != static_cast<off_t>(size))
    throw write_error(path_);
}

WordOrderWriter::~WordOrderWriter() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

WordOrderWriter::WordOrderWriter(WordOrderWriter&& other) noexcept { *this = std::move(other); }

WordOrderWriter& WordOrderWriter::operator=(WordOrderWriter&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  std::swap(is_durable_, other.is_durable_);
  std::swap(pending_, other.pending_);
  return *this;
}

void WordOrderWriter::put(Xapian::docid document, std::string_view word_order) {
  pending_.put(document, word_order);
  if (pending_.size() >= largest_segment) append(std::exchange(pending_, {}));
}

void WordOrderWriter::append(const WordOrderSegment& segment) { write(segment.build()); }

std::size_t WordOrderWriter::finish(bool durable) {
  if (!pending_.empty()) append(std::exchange(pending_, {}));
  if (durable && !is_durable_ && ::fsync(descriptor_) != 0) throw write_error(path_);
  is_durable_ = is_durable_ || durable;
  return size_;
}

void WordOrderWriter::write(std::string_view bytes) {
  is_durable_ = false;
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw write_error(path_);
    bytes.remove_prefix(static_cast<std::size_t>(count));
    size_ += static_cast<std::size_t>(count);
  }
}

}  // namespace kartotek
