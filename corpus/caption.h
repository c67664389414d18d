#pragma once

#include <string_view>

namespace kartotek {

// How sure it is that a line is the caption of a photo.
enum class Caption {
  none,
  likely,   // worded like one, or ends in an agency as prose can too: "... (Reuters)"
  certain,  // has a photographer's credit: "EPA/JANE DOE", "(AP Photo)", "File photo: ..."
};

// What the words of `line` and its end say. Thread-safe, as is is_credited().
Caption caption_of(std::string_view line);

// Whether caption_of(line) is certain; much cheaper than that.
bool is_credited(std::string_view line);

}  // namespace kartotek
