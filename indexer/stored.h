#pragma once

#include <string>
#include <string_view>

#include "corpus/article.h"

namespace kartotek {

// An article of the index, and the time it was first indexed (ISO 8601, UTC).
struct StoredArticle {
  Article article;
  std::string first_indexed;
};

// An article as it is kept in a document's data: everything but the warnings, so that it can be
// understood anew.
std::string store(const Article& article);

// Throws Error(index) where `data` is not what store() wrote.
Article restore(std::string_view data);

}  // namespace kartotek
