#include "indexer/stored.h"

#include "indexer/packing.h"

namespace kartotek {

namespace {

void pack_spans(const std::vector<Span>& spans, Packer& packer) {
  packer.number(spans.size());
  std::size_t behind = 0;
  for (const Span& span : spans) {
    packer.number(span.begin - behind);
    packer.number(span.end - span.begin);
    behind = span.end;
  }
}

std::vector<Span> take_spans(const std::string& text, Unpacker& unpacker) {
  std::vector<Span> taken;
  std::size_t behind = 0;
  for (std::size_t spans = unpacker.number(); spans > 0; --spans) {
    const std::size_t begin = behind + unpacker.number();
    behind = begin + unpacker.number();
    if (begin > behind || behind > text.size()) unpacker.fail();
    taken.push_back({begin, behind});
  }
  return taken;
}

DateSource take_date_source(Unpacker& unpacker) {
  const std::size_t source = unpacker.number();
  if (source > static_cast<std::size_t>(DateSource::inferred)) unpacker.fail();
  return static_cast<DateSource>(source);
}

}  // namespace

std::string store(const Article& article) {
  Packer packer;
  packer.out.reserve(article.text.size() + 300);
  for (const std::string* field : {&article.id, &article.title, &article.text, &article.source, &article.path,
                                   &article.url, &article.lang, &article.extra})
    packer.text(*field);
  pack_spans(article.body, packer);
  packer.text(to_string(article.date));
  packer.number(static_cast<std::size_t>(article.date_source));
  packer.list(article.countries);
  packer.list(article.mentions);
  packer.list(article.evidence);
  packer.text(article.given_date);
  packer.list(article.given_countries);
  packer.number(article.lang_is_detected ? 1 : 0);
  packer.number(static_cast<std::size_t>(article.given_date_source));
  pack_spans(article.given_body, packer);
  return std::move(packer.out);
}

Article restore(std::string_view data) {
  Unpacker unpacker(data, "a stored article");
  Article article;
  for (std::string* field : {&article.id, &article.title, &article.text, &article.source, &article.path,
                             &article.url, &article.lang, &article.extra})
    *field = unpacker.text();
  article.body = take_spans(article.text, unpacker);
  article.date = parse_iso_date(unpacker.text()).value_or(Date{});
  article.date_source = take_date_source(unpacker);
  article.countries = unpacker.list();
  article.mentions = unpacker.list();
  article.evidence = unpacker.list();
  article.given_date = unpacker.text();
  article.given_countries = unpacker.list();
  article.lang_is_detected = unpacker.number() != 0;
  article.given_date_source = take_date_source(unpacker);
  article.given_body = take_spans(article.text, unpacker);
  if (!unpacker.done()) unpacker.fail();
  return article;
}

}  // namespace kartotek
