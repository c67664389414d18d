#pragma once

#include <string>

#include "searcher/http_request.h"
#include "searcher/print.h"
#include "searcher/search.h"

namespace kartotek {

// A search as its URL's parameters ask for it.
struct ApiQuestion {
  std::string text;  // the query as typed
  Question question;
  OutputFormat format = OutputFormat::json;
};

// Empty values are as good as none. Throws QueryError for the query, Error(usage) for everything else, also a
// parameter that there is not: nothing that was asked is quietly left out.
ApiQuestion search_question(const HttpTarget& target);

// An article to look at. Its id is what follows `path` and a slash or, since browsers resolve dots in a path,
// the parameter `id`.
struct ArticleQuestion {
  std::string id;
  std::string text;  // a query to mark in it, "" for none
  Question question;
};

// Throws as search_question().
ArticleQuestion article_question(const HttpTarget& target, std::string_view path);

}  // namespace kartotek
