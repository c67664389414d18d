#include "indexer/index_description.h"

#include <fmt/format.h>

#include <string>

#include "corpus/error.h"
#include "indexer/schema.h"
#include "indexer/vocabulary.h"

namespace kartotek {

void describe_index(Xapian::WritableDatabase& database) {
  database.set_metadata(std::string(metadata_key::schema), std::string(schema_version));
  database.set_metadata(std::string(metadata_key::analysis), analysis_fingerprint());
  database.set_metadata(std::string(metadata_key::writer), KARTOTEK_VERSION);
  begin_vocabulary(database);
}

bool is_described_alike(const Xapian::Database& database) {
  return database.get_metadata(std::string(metadata_key::schema)) == schema_version &&
         database.get_metadata(std::string(metadata_key::analysis)) == analysis_fingerprint();
}

void check_described_alike(const Xapian::Database& database, const std::filesystem::path& path) {
  if (!is_described_alike(database))
    throw Error(ErrorKind::index, fmt::format("{} was written by another version", path.string()),
                "run indexer --rebuild with all its sources");
}

}  // namespace kartotek
