#pragma once

#include <string>
#include <string_view>

#include "indexer/name_sounds.h"

namespace kartotek {

// The letters of a name (lower case, without signs) respelt so that read plainly they sound as under
// `reading`. Empty where the word has no sign of that spelling, or letters that speak against it.
std::u32string respelt(std::u32string_view letters, Reading reading);

}  // namespace kartotek
