#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kartotek {

// What a document is to have in an index: terms, values and data, as Xapian::Document has them, gathered at a
// fraction of its cost: one buffer holds the names of all terms, which are sorted when all are there.
// Not thread-safe.
class NewDocument {
 public:
  struct Term {
    std::string_view name;  // in the document's buffer
    Xapian::termcount wdf;  // within-document frequency
  };

  // make_term(prefix, value). Frequencies of a term that is added again are summed.
  void add_term(std::string_view prefix, std::string_view value, Xapian::termcount wdf = 1);
  void add_boolean_term(std::string_view prefix, std::string_view value = {}) { add_term(prefix, value, 0); }
  // Each slot once; an empty value is none.
  void add_value(Xapian::valueno slot, std::string value);
  void set_data(std::string data) { data_ = std::move(data); }

  // By name, each once; valid until the document is changed.
  const std::vector<Term>& terms();
  const std::vector<std::pair<Xapian::valueno, std::string>>& values() const { return values_; }  // by slot
  const std::string& data() const { return data_; }

  Xapian::Document to_xapian();

 private:
  struct Added {
    std::uint64_t head;  // its first eight bytes, as a number that sorts as they do
    std::uint32_t begin;
    std::uint32_t size;
    Xapian::termcount wdf;
  };

  std::string_view name_of(const Added& added) const {
    return std::string_view(names_).substr(added.begin, added.size);
  }

  std::string names_;
  std::vector<Added> added_;
  std::vector<Term> terms_;
  std::vector<std::pair<Xapian::valueno, std::string>> values_;
  std::string data_;
};

// The first eight bytes of a string, filled up with NULs, as a number: of two strings whose numbers differ
// the lesser has the lesser.
inline std::uint64_t head_of(std::string_view text) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < sizeof head; ++i)
    head = head << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return head;
}

}  // namespace kartotek
