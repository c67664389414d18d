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

// The file: FileHeader, the common terms, and the segments and directories, each padded to eight bytes. A
// segment: its header, the documents, where their records begin, and the records. A directory: its header,
// and by document where its record is in the file, or 0. Numbers are as the machine has them: a
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

struct DirectoryHeader {
  std::array<char, 8> magic{'K', 'T', 'K', 'P', 'L', 'A', 'C', '1'};
  std::uint64_t documents = 0;  // numbers of them, from 0 on
  std::uint64_t records = 0;    // in the file so far
  std::uint64_t checksum = 0;   // XXH3 of the places
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

// A directory and what it says.
struct DirectoryView {
  DirectoryHeader header;
  std::span<const std::uint64_t> places;
  std::size_t size = 0;
};

// Nothing where there is no sound one at the beginning of `bytes`, which are where eight-byte numbers may be.
std::optional<DirectoryView> directory_at(std::string_view bytes) {
  DirectoryView directory;
  DirectoryHeader& header = directory.header;
  const DirectoryHeader any;
  if (bytes.size() < sizeof any) return std::nullopt;
  std::memcpy(&header, bytes.data(), sizeof any);
  bytes.remove_prefix(sizeof any);
  if (header.magic != any.magic || header.documents > bytes.size() / sizeof(std::uint64_t))
    return std::nullopt;
  const std::string_view places = bytes.substr(0, header.documents * sizeof(std::uint64_t));
  if (checksum_of(places) != header.checksum) return std::nullopt;
  directory.places = {reinterpret_cast<const std::uint64_t*>(places.data()), header.documents};
  directory.size = sizeof any + places.size();
  return directory;
}

void set_place(std::vector<std::uint64_t>& places, Xapian::docid document, std::uint64_t place) {
  if (document >= places.size()) places.resize(document + std::size_t{1});
  places[document] = place;
}

}  // namespace

fs::path word_order_path(const fs::path& generation) { return generation / "words"; }

void set_word_order_size(Xapian::WritableDatabase& database, const WordOrderExtent& extent) {
  Packer packer;
  packer.number(extent.size);
  packer.number(extent.directory);
  const std::string key(metadata_key::word_order);
  if (database.get_metadata(key) != packer.out) database.set_metadata(key, packer.out);
}

std::optional<WordOrderFile> WordOrderFile::open(const fs::path& generation,
                                                 const Xapian::Database& database) {
  const std::string packed = database.get_metadata(std::string(metadata_key::word_order));
  if (packed.empty()) return std::nullopt;
  Unpacker unpacker(packed, "the size of the word orders");
  WordOrderExtent extent;
  extent.size = unpacker.number();
  if (!unpacker.done()) extent.directory = unpacker.number();
  return open(word_order_path(generation), extent);
}

std::optional<WordOrderFile> WordOrderFile::open(const fs::path& file, const WordOrderExtent& extent) {
  auto mapped = MappedFile::open(file, extent.size);
  if (!mapped) return std::nullopt;
  WordOrderFile opened;
  opened.file_ = std::move(*mapped);
  opened.extent_ = extent;
  if (!opened.parse()) return std::nullopt;
  return opened;
}

bool WordOrderFile::parse() {
  FileHeader header;
  const std::string_view bytes = file_.bytes();
  if (bytes.size() < sizeof header) return false;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != FileHeader().magic || header.size > bytes.size() - sizeof header) return false;
  common_terms_ = bytes.substr(sizeof header, header.size);
  if (checksum_of(common_terms_) != header.checksum) return false;
  codes_ = WordCodes(common_terms_);
  first_segment_ = padded(sizeof header + header.size);
  auto at = behind_directory();
  if (!at) return false;
  while (*at < bytes.size())
    if (!parse_segment(*at)) return false;
  return *at == bytes.size();
}

// Reads the directory. Where the segments that it does not tell of begin; nothing where it is damaged.
std::optional<std::size_t> WordOrderFile::behind_directory() {
  if (extent_.directory == 0) return first_segment_;
  if (extent_.directory > file_.bytes().size() || extent_.directory % sizeof(std::uint64_t) != 0)
    return std::nullopt;
  const auto found = directory_at(file_.bytes().substr(extent_.directory));
  if (!found) return std::nullopt;
  directory_ = found->places;
  record_count_ = records_in_directory_ = found->header.records;
  return extent_.directory + found->size;
}

bool WordOrderFile::parse_segment(std::size_t& at) {
  const auto segment = segment_at(file_.bytes().substr(at));
  if (!segment || checksum_of(segment->index) != segment->header.index_checksum) return false;
  const auto records = static_cast<std::size_t>(segment->records.data() - file_.bytes().data());
  const char* documents = segment->index.data();
  const std::size_t count = segment->header.documents;
  for (std::size_t i = 0; i < count; ++i)
    since_[number_at(documents, i)] = records + number_at(documents, count + i);
  record_count_ += count;
  at += segment->size;
  return true;
}

std::uint64_t WordOrderFile::place_of(Xapian::docid document) const {
  if (!since_.empty())
    if (const auto found = since_.find(document); found != since_.end()) return found->second;
  return document < directory_.size() ? directory_[document] : 0;
}

std::optional<WordOrder> WordOrderFile::of(Xapian::docid document) const {
  const std::uint64_t place = place_of(document);
  if (place == 0 || place >= file_.bytes().size()) return std::nullopt;
  return parts_of(file_.bytes().substr(place));
}

std::vector<std::uint64_t> WordOrderFile::places() const {
  std::vector<std::uint64_t> all(directory_.begin(), directory_.end());
  for (const auto& [document, place] : since_) set_place(all, document, place);
  return all;
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

// Where what begins at `at` ends; 0 where it is not as it was written.
std::size_t WordOrderFile::end_of_sound(std::size_t at) const {
  const std::string_view bytes = file_.bytes().substr(at);
  if (const auto directory = directory_at(bytes)) return at + directory->size;
  const auto segment = segment_at(bytes);
  if (!segment || checksum_of(segment->index) != segment->header.index_checksum ||
      checksum_by_pieces(segment->records) != segment->header.records_checksum)
    return 0;
  return at + segment->size;
}

bool WordOrderFile::is_sound() const {
  for (std::size_t at = first_segment_; at < file_.bytes().size();) {
    at = end_of_sound(at);
    if (at == 0) return false;
  }
  return true;
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

void WordOrderSegment::add_places(std::size_t at, std::vector<std::uint64_t>& places) const {
  const std::size_t records = at + sizeof(SegmentHeader) + documents_.size() * 2 * sizeof(std::uint32_t);
  for (std::size_t i = 0; i < documents_.size(); ++i) set_place(places, documents_[i], records + begins_[i]);
}

WordOrderWriter::WordOrderWriter(fs::path path, std::string_view common_terms)
    : path_(std::move(path)), places_(std::in_place) {
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

WordOrderWriter::WordOrderWriter(fs::path path, const WordOrderFile& known)
    : path_(std::move(path)),
      extent_(known.extent()),
      record_count_(known.record_count()),
      behind_directory_(known.records_behind_directory()) {
  const auto size = static_cast<off_t>(extent_.size);
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor_ < 0 || ::ftruncate(descriptor_, size) != 0 || ::lseek(descriptor_, 0, SEEK_END) != size)
    throw write_error(path_);
}

WordOrderWriter::~WordOrderWriter() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

WordOrderWriter::WordOrderWriter(WordOrderWriter&& other) noexcept { *this = std::move(other); }

WordOrderWriter& WordOrderWriter::operator=(WordOrderWriter&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(extent_, other.extent_);
  std::swap(record_count_, other.record_count_);
  std::swap(behind_directory_, other.behind_directory_);
  std::swap(places_, other.places_);
  std::swap(is_durable_, other.is_durable_);
  std::swap(pending_, other.pending_);
  return *this;
}

void WordOrderWriter::put(Xapian::docid document, std::string_view word_order) {
  pending_.put(document, word_order);
  if (pending_.size() >= largest_segment) append(std::exchange(pending_, {}));
}

void WordOrderWriter::append(const WordOrderSegment& segment) {
  if (places_) segment.add_places(extent_.size, *places_);
  record_count_ += segment.count();
  behind_directory_ += segment.count();
  write(segment.build());
}

WordOrderExtent WordOrderWriter::finish(bool durable) {
  // What is behind the directory is read whenever the file is opened.
  constexpr std::size_t share_behind = 16;
  if (!pending_.empty()) append(std::exchange(pending_, {}));
  if (behind_directory_ > record_count_ / share_behind) write_directory();
  if (durable && !is_durable_ && ::fsync(descriptor_) != 0) throw write_error(path_);
  is_durable_ = is_durable_ || durable;
  return extent_;
}

void WordOrderWriter::write_directory() {
  if (!places_) {
    const auto written = WordOrderFile::open(path_, extent_);
    if (!written) return;  // damaged meanwhile: whoever opens it finds out
    places_ = written->places();
  }
  const std::string_view places(reinterpret_cast<const char*>(places_->data()),
                                places_->size() * sizeof(std::uint64_t));
  DirectoryHeader header;
  header.documents = places_->size();
  header.records = record_count_;
  header.checksum = checksum_of(places);
  extent_.directory = extent_.size;
  write(bytes_of_header(header));
  write(places);
  behind_directory_ = 0;
}

void WordOrderWriter::write(std::string_view bytes) {
  is_durable_ = false;
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw write_error(path_);
    bytes.remove_prefix(static_cast<std::size_t>(count));
    extent_.size += static_cast<std::size_t>(count);
  }
}

}  // namespace kartotek
