#include "indexer/verify.h"

#include <gtest/gtest.h>
#include <xapian.h>

#include <functional>
#include <string>

#include "corpus/error.h"
#include "indexer/schema.h"
#include "tests/searcher/small_index.h"

// Damage that is none to Xapian.

namespace kartotek {
namespace {

// What is said of an index of two articles after `change`, without its path; "" where nothing is.
std::string said_after(const std::function<void(Xapian::WritableDatabase&)>& change) {
  const SmallIndex index(R"({"id":"a","title":"Six boats","body":"Six boats left the bay."}
{"id":"b","title":"Two boats","body":"Two boats came home."})");
  {
    Xapian::WritableDatabase database(index.generation().string());
    database.set_metadata(std::string(metadata_key::word_order), "");  // which tell of each document
    change(database);
  }
  try {
    verify_all(index.generation());
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::index);
    const std::string what = error.what();
    return what.substr(what.find(" is damaged: ") + 13);
  }
}

TEST(Verify, FindsTwoArticlesOfOneId) {
  EXPECT_EQ(said_after([](Xapian::WritableDatabase&) {}), "");
  EXPECT_EQ(said_after([](auto& database) { database.add_document(database.get_document(1)); }),
            "there are two articles a");
}

TEST(Verify, FindsAnArticleThatIsNotFoundByItsId) {
  EXPECT_EQ(said_after([](auto& database) {
              Xapian::Document changed = database.get_document(2);
              changed.remove_term(make_term(prefix::id, "b"));
              database.replace_document(2, changed);
            }),
            "the article b is not found by Qb");
}

}  // namespace
}  // namespace kartotek
