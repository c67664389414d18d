#pragma once

#include <string>
#include <string_view>

#include "corpus/article.h"

namespace kartotek {

// An article as the index keeps it, in a document's data: everything of Article but given_date,
// given_countries and warnings, and the time it was first indexed (ISO 8601, UTC).
struct StoredArticle {
  Article article;
  std::string first_indexed;
};

std::string store(const Article& article, std::string_view first_indexed);

// Throws Error(index) where `data` is not what store() wrote.
StoredArticle restore(std::string_view data);

}  // namespace kartotek
