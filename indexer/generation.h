#pragma once

#include <filesystem>
#include <string>

namespace kartotek {

// An index directory: `current` is a Xapian stub that names the live database, generation-NNNNNN, beside it.

// The live database; throws Error(index) where there is none.
std::filesystem::path live_generation(const std::filesystem::path& index);

// Whether `index` has a live database.
bool has_live_generation(const std::filesystem::path& index);

// A path for a database to be built in, which no other has had. Creates `index` where it is missing.
std::filesystem::path new_generation(const std::filesystem::path& index);

// Checks the database that was built at `generation`, makes it durable and then live by one rename, and
// removes all but it and the one that was live before. Throws Error(index) where the check fails, and
// leaves the live one as it was.
void switch_to(const std::filesystem::path& index, const std::filesystem::path& generation);

}  // namespace kartotek
