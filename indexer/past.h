#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/holdings.h"

namespace kartotek {

// What a new generation is to keep of the one that it replaces. That one may be damaged or of another schema:
// then there is no past, as far as it cannot be read.
class Past {
 public:
  Past() = default;
  explicit Past(const std::filesystem::path& generation);

  // Since when the article of an id is there.
  std::optional<std::string> first_indexed(std::string_view id) const;
  // The files of a SOURCE.
  std::map<std::string, FileState> files_of(std::string_view origin) const;
  // metadata_key::time, or "".
  std::string time() const;

 private:
  std::optional<Holdings> holdings_;
};

}  // namespace kartotek
