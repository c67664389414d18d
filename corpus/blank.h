#pragma once

#include <string_view>

namespace kartotek {

// Whether nothing of `text` is to be seen: it has white space, invisible and control characters only.
bool is_blank(std::string_view text);

}  // namespace kartotek
