#include "indexer/file_state.h"

#include <sys/stat.h>

#include "indexer/document.h"
#include "indexer/packing.h"
#include "indexer/schema.h"

namespace kartotek {
namespace {

constexpr std::uint64_t second = 1'000'000'000;  // nanoseconds

}  // namespace

std::optional<FileStamp> stamp_of(const std::filesystem::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return std::nullopt;
  constexpr unsigned device_shift = 40;
  return FileStamp{.size = static_cast<std::uint64_t>(found.st_size),
                   .modified = static_cast<std::uint64_t>(found.st_mtim.tv_sec) * second +
                               static_cast<std::uint64_t>(found.st_mtim.tv_nsec),
                   .inode = found.st_ino ^ static_cast<std::uint64_t>(found.st_dev) << device_shift};
}

bool may_change_unseen(const FileStamp& stamp, std::uint64_t now) {
  return stamp.modified + 2 * second > now;
}

std::string FileState::serialise() const {
  Packer packer;
  packer.text(place);
  for (const std::uint64_t number : {stamp.size, stamp.modified, stamp.inode}) packer.number(number);
  packer.number((settled ? 1U : 0U) + (has_leftovers ? 2U : 0U));
  packer.number(articles);
  for (const std::uint64_t number : {lines.bytes, lines.lines, lines.hash[0], lines.hash[1]})
    packer.number(number);
  packer.number(rejects.size());
  for (const DatedReject& dated : rejects)
    for (const std::string* field :
         {&dated.reject.path, &dated.reject.position, &dated.reject.reason, &dated.reject.bytes, &dated.time})
      packer.text(*field);
  packer.list(overridden);
  return std::move(packer.out);
}

FileState FileState::from_bytes(std::string_view bytes) {
  Unpacker unpacker(bytes, "what the index remembers of a file");
  FileState state;
  state.place = unpacker.text();
  for (std::uint64_t* number : {&state.stamp.size, &state.stamp.modified, &state.stamp.inode})
    *number = unpacker.number();
  const std::size_t flags = unpacker.number();
  state.settled = (flags & 1U) != 0;
  state.has_leftovers = (flags & 2U) != 0;
  state.articles = unpacker.number();
  for (std::uint64_t* number :
       {&state.lines.bytes, &state.lines.lines, &state.lines.hash[0], &state.lines.hash[1]})
    *number = unpacker.number();
  for (std::size_t count = unpacker.number(); count > 0; --count) {
    DatedReject& dated = state.rejects.emplace_back();
    for (std::string* field :
         {&dated.reject.path, &dated.reject.position, &dated.reject.reason, &dated.reject.bytes, &dated.time})
      *field = unpacker.text();
  }
  state.overridden = unpacker.list();
  if (!unpacker.done()) unpacker.fail();
  return state;
}

std::string file_states_prefix(std::string_view origin) {
  return std::string(metadata_key::file) + ':' + file_key(origin, {}) + ':';
}

std::string file_state_key(std::string_view origin, std::string_view place) {
  return file_states_prefix(origin) + file_key(origin, place);
}

}  // namespace kartotek
