#include "indexer/past.h"

#include "corpus/error.h"
#include "indexer/schema.h"
#include "indexer/shards.h"

namespace kartotek {
namespace {

template <class Read>
auto read_or_nothing(Read read) -> decltype(read()) {
  try {
    return read();
  } catch (const Xapian::Error&) {
  } catch (const Error&) {
  }
  return {};
}

}  // namespace

Past::Past(const std::filesystem::path& generation) {
  holdings_ = read_or_nothing([&] { return std::optional(Holdings(open_shards(generation))); });
}

std::optional<std::string> Past::first_indexed(std::string_view id) const {
  return read_or_nothing([&]() -> std::optional<std::string> {
    const auto known = holdings_ ? holdings_->find(id) : std::nullopt;
    if (!known || known->provenance.first_indexed.empty()) return std::nullopt;
    return known->provenance.first_indexed;
  });
}

std::map<std::string, FileState> Past::files_of(std::string_view origin) const {
  return read_or_nothing(
      [&] { return holdings_ ? holdings_->files_of(origin) : std::map<std::string, FileState>(); });
}

std::string Past::time() const {
  return read_or_nothing([&] { return holdings_ ? holdings_->metadata(metadata_key::time) : std::string(); });
}

}  // namespace kartotek
