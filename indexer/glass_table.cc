#include "indexer/glass_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "corpus/error.h"

namespace kartotek {
namespace {

// A block: its revision (4 bytes, as all numbers from the high end), level (1), the greatest and all free
// space (2 each), the end of the directory (2); the offsets of its items, 2 each; free space; the items.
// An item of a leaf: flags and its size less 3 (2), the key's size (1), the key, the number of the tag's
// component (2, but for the first), the tag. One of a branch: the block below (4), the key's size (1), the
// key, the number of a component (2). The first leaf begins with an item without key and tag, every branch
// with one without key.
constexpr std::size_t header_size = 11;
constexpr std::size_t offset_size = 2;
constexpr std::size_t item_head = 3;  // flags and size, and the key's size
constexpr std::size_t component_size = 2;
constexpr unsigned is_deflated = 0x80;
constexpr unsigned is_last_component = 0x40;
constexpr unsigned is_first_component = 0x20;
// A block has room for four.
constexpr std::size_t largest_item = (GlassTable::block_size - header_size - 4 * offset_size) / 4;
constexpr std::uint32_t revision = 1;
constexpr std::size_t buffered = std::size_t{256} << 10;  // bytes

void append_number(std::string& to, std::size_t value, unsigned bytes) {
  while (bytes-- > 0) to += static_cast<char>(value >> (8 * bytes) & 0xFFU);
}

void put_number(std::string& to, std::size_t at, std::size_t value, unsigned bytes) {
  while (bytes-- > 0) to[at++] = static_cast<char>(value >> (8 * bytes) & 0xFFU);
}

// A key and the number of a component as branches have them.
std::string branch_key(std::string_view key, std::size_t component) {
  std::string bytes(1, static_cast<char>(key.size()));
  bytes += key;
  append_number(bytes, component, component_size);
  return bytes;
}

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw Error(ErrorKind::io,
              fmt::format("cannot write {}: {}", path.string(), std::generic_category().message(errno)),
              "is the disk full or read-only?");
}

}  // namespace

GlassTable::Block::Block(unsigned at_level)
    : bytes(block_size, '\0'), level(at_level), directory_end(header_size), items_begin(block_size) {}

bool GlassTable::Block::has_room_for(std::size_t item) const {
  return directory_end + offset_size + item <= items_begin;
}

void GlassTable::Block::append(std::string_view item) {
  items_begin -= item.size();
  std::copy(item.begin(), item.end(), bytes.begin() + static_cast<std::ptrdiff_t>(items_begin));
  put_number(bytes, directory_end, items_begin, offset_size);
  directory_end += offset_size;
}

void GlassTable::Block::seal() {
  std::string header;
  append_number(header, revision, 4);
  append_number(header, level, 1);
  append_number(header, items_begin - directory_end, 2);
  append_number(header, items_begin - directory_end, 2);
  append_number(header, directory_end, 2);
  bytes.replace(0, header.size(), header);
}

GlassTable::GlassTable(std::filesystem::path file)
    : path_(std::move(file)), file_(std::fopen(path_.c_str(), "wb"), std::fclose) {
  if (!file_) fail(path_);
  std::setvbuf(file_.get(), nullptr, _IOFBF, buffered);
  Block& leaf = open_.emplace_back(0U);
  leaf.first_key = branch_key("", 0);
  std::string without_key;
  append_number(without_key, std::size_t{is_first_component | is_last_component} << 8U, 2);
  without_key += '\0';
  leaf.append(without_key);
}

void GlassTable::add(std::string_view key, std::string_view tag, bool deflated) {
  const std::size_t room = largest_item - item_head - key.size() - component_size;
  const unsigned common_flags = deflated ? is_deflated : 0;
  std::string_view first = tag.substr(0, room + component_size);
  tag.remove_prefix(first.size());
  add_item(key, 1, first, common_flags | is_first_component | (tag.empty() ? is_last_component : 0));
  for (std::size_t component = 2; !tag.empty(); ++component) {
    const std::string_view next = tag.substr(0, room);
    tag.remove_prefix(next.size());
    add_item(key, component, next, common_flags | (tag.empty() ? is_last_component : 0));
  }
  ++root_.entries;
}

void GlassTable::add_item(std::string_view key, std::size_t component, std::string_view tag, unsigned flags) {
  item_.clear();
  const std::size_t size = item_head + key.size() + (component > 1 ? component_size : 0) + tag.size();
  append_number(item_, std::size_t{flags} << 8U | (size - item_head), 2);
  item_ += static_cast<char>(key.size());
  item_ += key;
  if (component > 1) append_number(item_, component, component_size);
  item_ += tag;
  if (!open_.front().has_room_for(item_.size())) close_leaf(key, component);
  open_.front().append(item_);
  last_key_ = key;
}

// Keys above leaves are cut after the first byte in which they differ from the key before.
void GlassTable::close_leaf(std::string_view next_key, std::size_t next_component) {
  const auto [differs, ignored] =
      std::mismatch(next_key.begin(), next_key.end(), last_key_.begin(), last_key_.end());
  const auto same = static_cast<std::size_t>(differs - next_key.begin());
  const std::uint32_t block = write(open_.front());
  enter(1, open_.front().first_key, block);
  open_.front() = Block(0);
  open_.front().first_key = branch_key(next_key.substr(0, same + 1), next_component);
}

// `first_key` is a copy, since that of a block in open_ may move.
void GlassTable::enter(unsigned level, std::string first_key, std::uint32_t block) {
  if (open_.size() == level) open_.emplace_back(level).first_key = first_key;
  if (!open_[level].has_room_for(sizeof block + first_key.size())) {
    const std::uint32_t full = write(open_[level]);
    enter(level + 1, open_[level].first_key, full);
    open_[level] = Block(level);
    open_[level].first_key = first_key;
  }
  const bool is_first = open_[level].directory_end == header_size;
  std::string item;
  append_number(item, block, sizeof block);
  item += is_first ? branch_key("", 0) : std::move(first_key);
  open_[level].append(item);
}

std::uint32_t GlassTable::write(Block& block) {
  block.seal();
  if (std::fwrite(block.bytes.data(), 1, block_size, file_.get()) != block_size) fail(path_);
  return root_.blocks++;
}

GlassTable::Root GlassTable::finish() {
  for (unsigned level = 0; level < open_.size(); ++level) {
    root_.level = level;
    root_.block = write(open_[level]);
    if (level + 1 < open_.size()) enter(level + 1, open_[level].first_key, root_.block);
  }
  if (std::fclose(file_.release()) != 0) fail(path_);
  return root_;
}

}  // namespace kartotek
