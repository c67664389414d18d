#include "indexer/stored.h"

#include <fmt/format.h>

#include "corpus/error.h"

namespace kartotek {
namespace {

// Each string is its length in bytes, seven bits a byte from the low end, then its bytes.
class Packer {
 public:
  void number(std::size_t value) {
    for (; value >= 0x80; value >>= 7) out += static_cast<char>((value & 0x7F) | 0x80);
    out += static_cast<char>(value);
  }
  void text(std::string_view value) {
    number(value.size());
    out += value;
  }
  void list(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
  }
  std::string out;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view data) : data_(data) {}
  std::size_t number() {
    std::size_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (data_.empty()) fail();
      const auto byte = static_cast<unsigned char>(data_.front());
      data_.remove_prefix(1);
      value |= static_cast<std::size_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    fail();
  }
  std::string text() {
    const std::size_t size = number();
    if (size > data_.size()) fail();
    std::string value(data_.substr(0, size));
    data_.remove_prefix(size);
    return value;
  }
  std::vector<std::string> list() {
    const std::size_t size = number();
    if (size > data_.size()) fail();
    std::vector<std::string> values(size);
    for (std::string& value : values) value = text();
    return values;
  }

  bool done() const { return data_.empty(); }
  [[noreturn]] static void fail() {
    throw Error(ErrorKind::index, "a stored article is damaged", "run indexer --rebuild");
  }

 private:
  std::string_view data_;
};

}  // namespace

std::string store(const Article& article) {
  Packer packer;
  packer.out.reserve(article.text.size() + 300);
  for (const std::string* field : {&article.id, &article.title, &article.text, &article.source, &article.path,
                                   &article.url, &article.lang, &article.extra})
    packer.text(*field);
  packer.number(article.body.size());
  std::size_t behind = 0;
  for (const Span& span : article.body) {
    packer.number(span.begin - behind);
    packer.number(span.end - span.begin);
    behind = span.end;
  }
  packer.text(to_string(article.date));
  packer.number(static_cast<std::size_t>(article.date_source));
  packer.list(article.countries);
  packer.list(article.mentions);
  packer.list(article.evidence);
  return std::move(packer.out);
}

Article restore(std::string_view data) {
  Unpacker unpacker(data);
  Article article;
  for (std::string* field : {&article.id, &article.title, &article.text, &article.source, &article.path,
                             &article.url, &article.lang, &article.extra})
    *field = unpacker.text();
  std::size_t behind = 0;
  for (std::size_t spans = unpacker.number(); spans > 0; --spans) {
    const std::size_t begin = behind + unpacker.number();
    behind = begin + unpacker.number();
    if (begin > behind || behind > article.text.size())
      throw Error(ErrorKind::index, fmt::format("the stored article {} is damaged", article.id),
                  "run indexer --rebuild");
    article.body.push_back({begin, behind});
  }
  article.date = parse_iso_date(unpacker.text()).value_or(Date{});
  const std::size_t date_source = unpacker.number();
  if (date_source > static_cast<std::size_t>(DateSource::inferred)) Unpacker::fail();
  article.date_source = static_cast<DateSource>(date_source);
  article.countries = unpacker.list();
  article.mentions = unpacker.list();
  article.evidence = unpacker.list();
  if (!unpacker.done()) Unpacker::fail();
  return article;
}

}  // namespace kartotek
