#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/analyzer.h"
#include "indexer/word_order_file.h"
#include "searcher/open_location.h"

namespace kartotek {

// The word orders of the databases that a question is asked of, wherever they are to be had: from the file
// beside a database, opened when it is first needed, or from what is stored of the article. Copies share
// what is open. Not thread-safe.
class WordOrders {
 public:
  WordOrders();  // of no files
  // `parts`: all that are searched, those elsewhere among them, which have no directory.
  explicit WordOrders(const std::vector<IndexPart>& parts);

  // The file of one of the databases, as long as this or a copy lives; nullptr where it has none that can be
  // relied on, as where it and a copy of it, wherever that is, are searched together.
  const WordOrderFile* file_of(const Xapian::Database& part) const;

  // As make_document() gives it, found anew. Throws what stored_article() throws.
  std::string analysed(const Xapian::Database& part, Xapian::docid document, const WordCodes& codes) const;
  std::string analysed(const Article& article, const WordCodes& codes) const;

 private:
  struct Part {
    std::filesystem::path directory;
    Xapian::Database database;
    std::string uuid;
    bool is_tried = false;
    std::optional<WordOrderFile> file;
  };
  struct State {
    std::vector<Part> parts;
    std::optional<Analyzer> analyzer;
  };
  std::shared_ptr<State> state_;
};

}  // namespace kartotek
