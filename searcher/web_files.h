#pragma once

#include <string>
#include <string_view>

#include "searcher/http_request.h"
#include "searcher/http_server.h"

namespace kartotek {

// The page and what it is made of: the files of searcher/web, built into the program. A path is looked up in
// a table and never reaches the file system; 404 for any other, 304 where the client has the file already.
// Thread-safe.
HttpResponse web_file(const HttpRequest& request);

}  // namespace kartotek
