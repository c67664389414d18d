#pragma once

#include <functional>

#include "corpus/reader.h"

namespace kartotek {

// Has `read` find articles and rejects in another thread, some of them ahead, while this one takes them, in
// their order. At most six batches are in memory, each of 64 of them, or fewer as soon as they have 256 kB of
// text. Throws what `read` throws, after all that it found was taken; and what the others throw, and `read`
// is then ended by an exception from what it was given.
void read_ahead(const std::function<void(const OnArticle&, const OnReject&)>& read,
                const OnArticle& on_article, const OnReject& on_reject);

}  // namespace kartotek
