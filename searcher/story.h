#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "corpus/article.h"

namespace kartotek {

// What snippets of an article are made of.
struct Story {
  std::string title;
  std::string text;  // body_text()
  std::vector<std::size_t>
      gaps;  // places in it, ascending, at which the article has more than markup and blanks
};

Story story_of(const Article& article);

}  // namespace kartotek
