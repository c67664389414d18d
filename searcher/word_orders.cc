#include "searcher/word_orders.h"

#include "indexer/document.h"

namespace kartotek {

WordOrders::WordOrders() : state_(std::make_shared<State>()) {}

WordOrders::WordOrders(const std::vector<IndexPart>& parts) : WordOrders() {
  for (const auto& [database, directory] : parts)
    state_->parts.push_back({directory, database, database.get_uuid(), false, std::nullopt});
}

const WordOrderFile* WordOrders::file_of(const Xapian::Database& part) const {
  const std::string uuid = part.get_uuid();
  Part* found = nullptr;
  for (Part& each : state_->parts) {
    if (each.uuid != uuid) continue;
    if (found) return nullptr;  // an index and its copy, which may have gone ways of their own since
    found = &each;
  }
  if (!found) return nullptr;
  if (!found->is_tried) {
    found->is_tried = true;
    if (!found->directory.empty()) found->file = WordOrderFile::open(found->directory, found->database);
  }
  return found->file ? &*found->file : nullptr;
}

std::string WordOrders::analysed(const Xapian::Database& part, Xapian::docid document,
                                 const WordCodes& codes) const {
  return analysed(stored_article(part.get_document(document)).article, codes);
}

std::string WordOrders::analysed(const Article& article, const WordCodes& codes) const {
  if (!state_->analyzer) state_->analyzer.emplace();
  return word_order(article, *state_->analyzer, codes);
}

}  // namespace kartotek
