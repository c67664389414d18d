#include "indexer/index_description.h"

#include <string>

#include "indexer/schema.h"

namespace kartotek {

void describe_index(Xapian::WritableDatabase& database) {
  database.set_metadata(std::string(metadata_key::schema), std::string(schema_version));
  database.set_metadata(std::string(metadata_key::analysis), analysis_fingerprint());
  database.set_metadata(std::string(metadata_key::writer), KARTOTEK_VERSION);
}

bool is_described_alike(const Xapian::Database& database) {
  return database.get_metadata(std::string(metadata_key::schema)) == schema_version &&
         database.get_metadata(std::string(metadata_key::analysis)) == analysis_fingerprint();
}

}  // namespace kartotek
