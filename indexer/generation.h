#pragma once

#include <filesystem>
#include <string>

namespace kartotek {

// An index directory: `current` is a Xapian stub that names the live generation, generation-NNNNNN, beside it
// (or its shards, a line each: see shards.h), and in a comment the one that was live before.

// The live generation; throws Error(index) where there is none.
std::filesystem::path live_generation(const std::filesystem::path& index);

// Whether `index` has a live generation.
bool has_live_generation(const std::filesystem::path& index);

// Whether it is this one.
bool is_live(const std::filesystem::path& index, const std::filesystem::path& generation);

// A folder for a generation to be built in, made anew. Creates `index` where it is missing.
std::filesystem::path new_generation(const std::filesystem::path& index);

// Makes the sound generation that was built at `generation` durable and then live by one rename, and removes
// all but it and the one that was live before. Throws Error(io) where the disk fails, and leaves the live one
// as it was.
void switch_to(const std::filesystem::path& index, const std::filesystem::path& generation);

// The generation that was live before the last switch. Throws Error(usage) where there is none.
std::filesystem::path previous_generation(const std::filesystem::path& index);

// Removes what runs that were killed have left: generations that are neither live nor the one before, and
// scratch files. For who has the lock.
void remove_leftovers(const std::filesystem::path& index);

}  // namespace kartotek
