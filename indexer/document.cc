#include "indexer/document.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/understand.h"
#include "corpus/unicode.h"
#include "indexer/clock.h"
#include "indexer/compression.h"
#include "indexer/positions.h"
#include "indexer/schema.h"
#include "indexer/signature.h"
#include "indexer/stored.h"
#include "indexer/word_order.h"
#include "indexer/wording.h"

namespace kartotek {
namespace {

// A word of a text and how often it stands there.
struct Occurrences {
  const Word* word;
  Xapian::termcount count;
};

// The words of a text, each once: a term's postings are then written together.
std::vector<Occurrences> occurrences_of(const std::vector<Token>& tokens) {
  std::vector<const Word*> sorted;
  sorted.reserve(tokens.size());
  for (const Token& token : tokens) sorted.push_back(token.word);
  std::sort(sorted.begin(), sorted.end());
  std::vector<Occurrences> words;
  for (const Word* word : sorted) {
    if (words.empty() || words.back().word != word) words.push_back({word, 0});
    ++words.back().count;
  }
  return words;
}

std::string part_of_order(const std::vector<Token>& tokens, const WordCodes& codes) {
  WordOrderBuilder order;
  each_position(tokens, [&](const Token& leading, std::span<const Token> all) {
    order.lead(leading.position, codes.of(leading.word->term));
    for (const Token& token : all) {
      if (&token != &leading) order.add(token.position, codes.of(token.word->term));
      if (!token.word->exact.empty())
        order.add(token.position, codes.of(make_term(prefix::exact, token.word->exact)));
    }
  });
  return std::move(order).build();
}

// Posts the words of one article: those of the title first, then those of the body.
class WordPoster {
 public:
  WordPoster(NewDocument& document, std::string_view language)
      : document_(document),
        stem_prefix_(stem_prefix(language)),
        stem_is_word_(language_of_code(language) == Language::en) {}

  void post_title(const std::vector<Token>& tokens) {
    for (const auto& [each, count] : occurrences_of(tokens)) {
      const Word& word = *each;
      post_title_form(prefix::word, word.term, count * title_weight, count);
      if (posts_stem(word)) post_title_form(stem_prefix_, word.stem, count * title_weight, count);
      if (!word.exact.empty()) post_title_form(prefix::exact, word.exact, count, count);
      note_marks(word);
    }
  }

  void post_body(const std::vector<Token>& tokens) {
    for (const auto& [each, count] : occurrences_of(tokens)) {
      const Word& word = *each;
      post_body_form(prefix::word, word.term, count);
      if (posts_stem(word)) post_body_form(stem_prefix_, word.stem, count);
      if (!word.exact.empty()) post_body_form(prefix::exact, word.exact, count);
      note_marks(word);
    }
    for (const auto& [form, in_body] : title_forms_)
      if (!in_body) document_.add_boolean_term(prefix::title_only, form);
    post_marks();
  }

 private:
  bool posts_stem(const Word& word) const {
    return !word.stem.empty() && !(stem_is_word_ && word.stem == word.term);
  }

  // A form counts for the whole article, and so often for the title.
  void post_title_form(std::string_view kind, const std::string& word, Xapian::termcount wdf,
                       Xapian::termcount in_title) {
    document_.add_term(kind, word, wdf);
    std::string form = make_term(kind, word);
    document_.add_term(prefix::title, form, in_title);
    title_forms_.emplace(std::move(form), false);
  }

  void post_body_form(std::string_view kind, const std::string& word, Xapian::termcount wdf) {
    document_.add_term(kind, word, wdf);
    form_.clear();
    append_term(form_, kind, word);
    if (const auto in_title = title_forms_.find(form_); in_title != title_forms_.end())
      in_title->second = true;
  }

  void note_marks(const Word& word) { (word.exact.empty() ? plain_ : marked_).push_back(word.term); }

  // Words that the article has both with and without diacritics need a term for each.
  void post_marks() {
    if (marked_.empty()) return;
    std::sort(plain_.begin(), plain_.end());
    std::sort(marked_.begin(), marked_.end());
    marked_.erase(std::unique(marked_.begin(), marked_.end()), marked_.end());
    for (const std::string& term : marked_) {
      document_.add_boolean_term(prefix::marked, term);
      if (std::binary_search(plain_.begin(), plain_.end(), term)) document_.add_term(prefix::exact, term);
    }
  }

  NewDocument& document_;
  std::string_view stem_prefix_;
  bool stem_is_word_;  // English stems that are the word itself are not posted twice
  std::unordered_map<std::string, bool> title_forms_;  // and whether the body has them too
  std::string form_;
  std::vector<std::string> plain_;
  std::vector<std::string> marked_;
};

// A date is filtered by terms: year, month and day, each also present, shortened, where it is not known,
// so that an article dated to a month is in every range that overlaps the month.
void post_date(const Date& date, NewDocument& document) {
  if (!date.known()) {
    document.add_boolean_term(prefix::undated);
    document.add_value(slot::oldest_first, "99999999");
    return;
  }
  const std::string year = fmt::format("{:04}", date.year);
  const std::string month = date.month ? fmt::format("{}{:02}", year, date.month) : year;
  const std::string day = date.day ? fmt::format("{}{:02}", month, date.day) : month;
  document.add_boolean_term(prefix::year, year);
  document.add_boolean_term(prefix::month, month);
  document.add_boolean_term(prefix::day, day);
  const std::string value = fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
  document.add_value(slot::date, value);
  document.add_value(slot::oldest_first, value);
}

void post_countries(const Article& article, NewDocument& document) {
  std::string about;
  for (const std::string& code : article.countries) {
    document.add_boolean_term(prefix::country, code);
    document.add_boolean_term(prefix::named, code);
    about += code;
  }
  std::string named = about;
  for (const std::string& code : article.mentions) {
    document.add_boolean_term(prefix::named, code);
    named += code;
  }
  document.add_value(slot::countries, about);
  document.add_value(slot::named, named);
}

// XXH3 over strings, each told apart from the next.
class Hash {
 public:
  Hash() { XXH3_64bits_reset(state_.get()); }
  void add(std::string_view field) {
    const std::size_t size = field.size();
    XXH3_64bits_update(state_.get(), &size, sizeof size);
    XXH3_64bits_update(state_.get(), field.data(), size);
  }
  std::string bytes() const {
    std::string bytes;
    const std::uint64_t number = digest();
    for (unsigned i = 0; i < sizeof number; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFFU);
    return bytes;
  }
  std::string digits() const { return fmt::format("{:016x}", digest()); }

 private:
  std::uint64_t digest() const { return XXH3_64bits_digest(state_.get()); }

  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state_{XXH3_createState(), &XXH3_freeState};
};

}  // namespace

PostedArticle post_article(const Article& article, const Provenance& provenance, const DocumentTools& tools) {
  PostedArticle posted;
  NewDocument& document = posted.document;
  const Language language = language_of_code(article.lang);
  WordPoster poster(document, article.lang);
  WordingBuilder wording;
  const std::vector<Token>& title = tools.analyzer.tokens(article.title, language);
  poster.post_title(title);
  wording.add(title);
  const std::string title_order = part_of_order(title, tools.codes);
  const std::vector<Token>& body = tools.analyzer.tokens(body_text(article), language);
  poster.post_body(body);
  wording.add(body);
  posted.word_order = word_order_bytes(title_order, part_of_order(body, tools.codes));
  post_date(article.date, document);
  post_countries(article, document);
  document.add_boolean_term(prefix::every);
  document.add_boolean_term(prefix::id, article.id);
  document.add_boolean_term(prefix::language, article.lang);
  document.add_boolean_term(prefix::source, fold(article.source));
  document.add_boolean_term(prefix::file, provenance.file);
  document.add_value(slot::language, article.lang);
  document.add_value(slot::source, article.source);
  document.add_value(slot::first_indexed, packed_time(provenance.first_indexed));
  document.add_value(slot::origin, provenance.origin);
  document.add_value(slot::content_hash, provenance.content_hash);
  document.add_value(slot::signature, to_bytes(signature_of(std::move(wording).build(article))));
  document.set_data(tools.compressor.compress(store(article)));
  return posted;
}

IndexedArticle make_document(const Article& article, const Provenance& provenance,
                             const DocumentTools& tools) {
  PostedArticle posted = post_article(article, provenance, tools);
  return {posted.document.to_xapian(), std::move(posted.word_order)};
}

std::string word_order(const Article& article, Analyzer& analyzer, const WordCodes& codes) {
  const Language language = language_of_code(article.lang);
  const std::string title = part_of_order(analyzer.tokens(article.title, language), codes);
  return word_order_bytes(title, part_of_order(analyzer.tokens(body_text(article), language), codes));
}

StoredArticle stored_article(const Xapian::Document& document) {
  return {restore(decompress(document.get_data())), unpacked_time(document.get_value(slot::first_indexed))};
}

Provenance provenance_of(const Xapian::Document& document) {
  auto file = document.termlist_begin();
  file.skip_to(std::string(prefix::file));
  const bool has_file = file != document.termlist_end() && (*file).starts_with(prefix::file);
  return {.first_indexed = unpacked_time(document.get_value(slot::first_indexed)),
          .origin = document.get_value(slot::origin),
          .file = has_file ? (*file).substr(prefix::file.size()) : "",
          .content_hash = document.get_value(slot::content_hash)};
}

std::string content_hash(const Article& article) {
  Hash text;
  for (const std::string* field :
       {&article.title, &article.text, &article.url, &article.lang, &article.extra, &article.given_date})
    text.add(*field);
  for (const std::string& country : article.given_countries) text.add(country);
  Hash all;
  for (const std::string* field : {&article.id, &article.source, &article.path}) all.add(*field);
  all.add(text.bytes());
  return all.bytes() + text.bytes();
}

std::string text_hash(std::string_view content_hash) {
  constexpr std::size_t first_hash = 8;
  return std::string(content_hash.substr(std::min(first_hash, content_hash.size())));
}

std::string file_key(std::string_view origin, std::string_view file) {
  Hash hash;
  hash.add(origin);
  hash.add(file);
  return hash.digits();
}

}  // namespace kartotek
