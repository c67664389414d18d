#include "searcher/web_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "corpus/embedded.h"
#include "searcher/api.h"

namespace kartotek {
namespace {

struct WebFile {
  std::string_view path;
  std::string_view name;  // in the source tree
  std::string_view type;
};

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr std::string_view css = "text/css; charset=utf-8";
constexpr std::string_view js = "text/javascript; charset=utf-8";

constexpr std::array files{
    WebFile{"/", "searcher/web/index.html", html},
    WebFile{"/favicon.svg", "searcher/web/favicon.svg", "image/svg+xml"},
    WebFile{"/style.css", "searcher/web/style.css", css},
    WebFile{"/parts.css", "searcher/web/parts.css", css},
    WebFile{"/reader.css", "searcher/web/reader.css", css},
    WebFile{"/theme.js", "searcher/web/theme.js", js},
    WebFile{"/main.js", "searcher/web/main.js", js},
    WebFile{"/state.js", "searcher/web/state.js", js},
    WebFile{"/api.js", "searcher/web/api.js", js},
    WebFile{"/dom.js", "searcher/web/dom.js", js},
    WebFile{"/results.js", "searcher/web/results.js", js},
    WebFile{"/counts.js", "searcher/web/counts.js", js},
    WebFile{"/facets.js", "searcher/web/facets.js", js},
    WebFile{"/histogram.js", "searcher/web/histogram.js", js},
    WebFile{"/timescale.js", "searcher/web/timescale.js", js},
    WebFile{"/visits.js", "searcher/web/visits.js", js},
    WebFile{"/article.js", "searcher/web/article.js", js},
    WebFile{"/keys.js", "searcher/web/keys.js", js},
};

}  // namespace

HttpResponse web_file(const HttpRequest& request) {
  const auto* const file = std::find_if(
      files.begin(), files.end(), [&request](const WebFile& one) { return one.path == request.target.path; });
  if (file == files.end()) return api_error(404, "not_found", "there is no such page");
  HttpResponse response;
  response.body = embedded(file->name);
  response.content_type = file->type;
  const std::string tag = fmt::format("\"{:016x}\"", std::hash<std::string>{}(response.body));
  response.headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}};
  if (request.if_none_match == tag) {
    response.status = 304;
    response.body.clear();
  }
  return response;
}

}  // namespace kartotek
