#include "indexer/wordings_by_key.h"

#include <algorithm>
#include <tuple>

namespace kartotek {

WordingsByKey::WordingsByKey(Xapian::Database database) : database_(std::move(database)) {
  wordings_.reserve(database_.get_doccount());
  const auto end = database_.valuestream_end(slot::signature);
  for (auto value = database_.valuestream_begin(slot::signature); value != end; ++value) {
    const auto signature = signature_from_bytes(*value);
    if (signature) wordings_.push_back({signature->key.date, value.get_docid(), signature->key.digest});
  }
  std::sort(wordings_.begin(), wordings_.end(), [](const Keyed& a, const Keyed& b) {
    return std::tie(a.date, a.digest, a.article) < std::tie(b.date, b.digest, b.article);
  });
  if (!wordings_.empty()) places_.assign(std::size_t{database_.get_lastdocid()} + 1, none);
  WordingPlace count = 0;
  for (const Keyed& article : wordings_) {
    if (count > 0 && is_copy(wordings_[count - 1], article)) {
      copies_.emplace_back(count - 1, article.article);
    } else {
      places_[article.article] = count;
      wordings_[count++] = article;
    }
  }
  wordings_.resize(count);
}

}  // namespace kartotek
