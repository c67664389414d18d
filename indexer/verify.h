#pragma once

#include <cstddef>
#include <filesystem>

namespace kartotek {

// Both throw Error(index), saying what is wrong, where a generation is not sound. Nobody may write to it.

// Before a generation goes live: Xapian's own check of every block, the number of articles, and a probe of
// its terms and articles.
void verify_new(const std::filesystem::path& generation, std::size_t articles);

// The whole of a live generation: the schema, Xapian's check, that every article can be read and is found by
// its id and its file, that the word orders it was committed with are there, as they were written and of all
// articles, and that what is remembered of files and sources can be read. Returns how many articles there
// are.
std::size_t verify_all(const std::filesystem::path& generation);

}  // namespace kartotek
