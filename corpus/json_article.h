#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>

#include "corpus/article.h"

namespace kartotek {

// Reads single JSON objects as articles. Keys: `id` (a string, or a number taken as it is written),
// `title`, `body`, `date`, `countries` (an array or one string), `lang`, `source`, `url`; null is as
// good as absent. All other keys go to Article::extra as they are written.
// A title or body that looks_like_markup() becomes its plain text, also where the markup was escaped
// twice; as given it is kept in Article::extra under "title_markup" or "body_markup".
// What is wrong in an article that can still be taken is told in Article::warnings: a key given twice
// (the last counts), a date, country, lang, source or url of another type, a lang that is no
// language code (the value is kept in `extra`), a NUL in a text (it becomes U+FFFD; ids keep it).
// Not thread-safe: one JsonArticleReader per thread. It keeps its buffers from object to object.
class JsonArticleReader {
 public:
  // `json` is one object and has simdjson::SIMDJSON_PADDING bytes behind it that may be read.
  // Sets all that the object says; id and source stay "" where it says none.
  // Throws Error(ErrorKind::io) with the reason and the byte in `json` where it is not well-formed
  // (a lone surrogate counts), nested more than 128 deep, not an object, has an id, title or body of
  // another type, or neither title nor text.
  Article read(std::string_view json);

 private:
  simdjson::ondemand::parser parser_;
};

}  // namespace kartotek
