#include "indexer/document.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/understand.h"
#include "corpus/unicode.h"
#include "indexer/compression.h"
#include "indexer/schema.h"
#include "indexer/signature.h"
#include "indexer/stored.h"
#include "indexer/wording.h"

namespace kartotek {
namespace {

// A word of a text and the positions that it stands at, ascending.
struct Occurrences {
  const Word* word;
  std::vector<std::uint32_t> positions;
};

// The words of a text, each once: a term's postings are then written together.
std::vector<Occurrences> occurrences_of(const std::vector<Token>& tokens) {
  std::vector<std::pair<const Word*, std::uint32_t>> places;
  places.reserve(tokens.size());
  for (const Token& token : tokens) places.emplace_back(token.word, token.position);
  std::sort(places.begin(), places.end());
  std::vector<Occurrences> words;
  for (const auto& [word, position] : places) {
    if (words.empty() || words.back().word != word) words.push_back({word, {}});
    words.back().positions.push_back(position);
  }
  return words;
}

// Posts the words of one article: those of the title first, then those of the body.
class WordPoster {
 public:
  WordPoster(Xapian::Document& document, std::string_view language)
      : document_(document),
        stem_prefix_(stem_prefix(language)),
        stem_is_word_(language_of_code(language) == Language::en) {}

  void post_title(const std::vector<Token>& tokens) {
    for (const Occurrences& occurrences : occurrences_of(tokens)) {
      const Word& word = *occurrences.word;
      const auto wdf = static_cast<Xapian::termcount>(occurrences.positions.size() * title_weight);
      post_title_form(make_term(prefix::word, word.term), wdf, &occurrences);
      if (posts_stem(word)) post_title_form(make_term(stem_prefix_, word.stem), wdf, nullptr);
      if (!word.exact.empty()) {
        post_title_form(make_term(prefix::exact, word.exact),
                        static_cast<Xapian::termcount>(occurrences.positions.size()), &occurrences);
      }
      note_marks(word);
    }
  }

  void post_body(const std::vector<Token>& tokens) {
    for (const Occurrences& occurrences : occurrences_of(tokens)) {
      const Word& word = *occurrences.word;
      post_body_form(make_term(prefix::word, word.term), occurrences, true);
      if (posts_stem(word)) post_body_form(make_term(stem_prefix_, word.stem), occurrences, false);
      if (!word.exact.empty()) post_body_form(make_term(prefix::exact, word.exact), occurrences, true);
      note_marks(word);
    }
    for (const auto& [form, in_title] : title_forms_) {
      if (in_title.is_in_body) continue;
      document_.add_boolean_term(make_term(prefix::title_only, form));
      if (in_title.position > 0) document_.add_posting(form, apart(in_title.position), 0);
    }
    post_marks();
  }

 private:
  struct InTitle {
    std::uint32_t position = 0;  // the first; 0 for stems
    bool is_in_body = false;
  };

  // Where a word of the title stands that the body does not have: far behind the body, and next to nothing.
  // Xapian takes a term without positions for one that stands wherever a phrase would like it to.
  static Xapian::termpos apart(std::uint32_t position_in_title) {
    constexpr Xapian::termpos behind_any_body = 1U << 30U;
    constexpr Xapian::termpos farther_than_near = 1U << 12U;
    constexpr std::uint32_t most = behind_any_body / farther_than_near;
    return behind_any_body + position_in_title % most * farther_than_near;
  }

  bool posts_stem(const Word& word) const {
    return !word.stem.empty() && !(stem_is_word_ && word.stem == word.term);
  }

  // A form counts for the whole article and, with its positions if it is given any, for the title.
  void post_title_form(const std::string& form, Xapian::termcount wdf, const Occurrences* positions) {
    document_.add_term(form, wdf);
    const std::string in_title = make_term(prefix::title, form);
    if (positions) {
      for (const std::uint32_t position : positions->positions) document_.add_posting(in_title, position);
    } else {
      document_.add_term(in_title, wdf / title_weight);
    }
    title_forms_.emplace(form, InTitle{positions ? positions->positions.front() : 0, false});
  }

  void post_body_form(const std::string& form, const Occurrences& occurrences, bool with_positions) {
    if (with_positions) {
      for (const std::uint32_t position : occurrences.positions) document_.add_posting(form, position);
    } else {
      document_.add_term(form, static_cast<Xapian::termcount>(occurrences.positions.size()));
    }
    if (const auto in_title = title_forms_.find(form); in_title != title_forms_.end())
      in_title->second.is_in_body = true;
  }

  void note_marks(const Word& word) { (word.exact.empty() ? plain_ : marked_).push_back(word.term); }

  // Words that the article has both with and without diacritics need a term for each.
  void post_marks() {
    if (marked_.empty()) return;
    std::sort(plain_.begin(), plain_.end());
    std::sort(marked_.begin(), marked_.end());
    marked_.erase(std::unique(marked_.begin(), marked_.end()), marked_.end());
    for (const std::string& term : marked_) {
      document_.add_boolean_term(make_term(prefix::marked, term));
      if (std::binary_search(plain_.begin(), plain_.end(), term))
        document_.add_term(make_term(prefix::exact, term));
    }
  }

  Xapian::Document& document_;
  std::string_view stem_prefix_;
  bool stem_is_word_;  // English stems that are the word itself are not posted twice
  std::unordered_map<std::string, InTitle> title_forms_;
  std::vector<std::string> plain_;
  std::vector<std::string> marked_;
};

// A date is filtered by terms: year, month and day, each also present, shortened, where it is not known,
// so that an article dated to a month is in every range that overlaps the month.
void post_date(const Date& date, Xapian::Document& document) {
  if (!date.known()) {
    document.add_boolean_term(std::string(prefix::undated));
    document.add_value(slot::oldest_first, "99999999");
    return;
  }
  const std::string year = fmt::format("{:04}", date.year);
  const std::string month = date.month ? fmt::format("{}{:02}", year, date.month) : year;
  const std::string day = date.day ? fmt::format("{}{:02}", month, date.day) : month;
  document.add_boolean_term(make_term(prefix::year, year));
  document.add_boolean_term(make_term(prefix::month, month));
  document.add_boolean_term(make_term(prefix::day, day));
  const std::string value = fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
  document.add_value(slot::date, value);
  document.add_value(slot::oldest_first, value);
}

void post_countries(const Article& article, Xapian::Document& document) {
  std::string about;
  for (const std::string& code : article.countries) {
    document.add_boolean_term(make_term(prefix::country, code));
    document.add_boolean_term(make_term(prefix::named, code));
    about += code;
  }
  std::string named = about;
  for (const std::string& code : article.mentions) {
    document.add_boolean_term(make_term(prefix::named, code));
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
  std::string digits() const {
    static constexpr char alphabet[] = "0123456789abcdef";
    std::string digits(16, '0');
    std::uint64_t number = XXH3_64bits_digest(state_.get());
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, number >>= 4)
      *digit = alphabet[number & 0xF];
    return digits;
  }

 private:
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state_{XXH3_createState(), &XXH3_freeState};
};

}  // namespace

Xapian::Document make_document(const Article& article, Analyzer& analyzer, const Provenance& provenance) {
  Xapian::Document document;
  const Language language = language_of_code(article.lang);
  WordPoster poster(document, article.lang);
  WordingBuilder wording;
  const std::vector<Token>& title = analyzer.tokens(article.title, language);
  poster.post_title(title);
  wording.add(title);
  const std::vector<Token>& body = analyzer.tokens(body_text(article), language);
  poster.post_body(body);
  wording.add(body);
  post_date(article.date, document);
  post_countries(article, document);
  document.add_boolean_term(make_term(prefix::id, article.id));
  document.add_boolean_term(make_term(prefix::language, article.lang));
  document.add_boolean_term(make_term(prefix::source, fold(article.source)));
  document.add_value(slot::language, article.lang);
  document.add_value(slot::source, article.source);
  document.add_boolean_term(make_term(prefix::file, provenance.file));
  document.add_value(slot::first_indexed, provenance.first_indexed);
  document.add_value(slot::origin, provenance.origin);
  document.add_value(slot::file, provenance.file);
  document.add_value(slot::content_hash, provenance.content_hash);
  document.add_value(slot::signature, to_bytes(signature_of(std::move(wording).build(article))));
  document.set_data(store(article));
  return document;
}

StoredArticle stored_article(const Xapian::Document& document) {
  return {restore(decompress(document.get_data())), document.get_value(slot::first_indexed)};
}

Provenance provenance_of(const Xapian::Document& document) {
  return {.first_indexed = document.get_value(slot::first_indexed),
          .origin = document.get_value(slot::origin),
          .file = document.get_value(slot::file),
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
  all.add(text.digits());
  return all.digits() + text.digits();
}

std::string text_hash(std::string_view content_hash) {
  constexpr std::size_t first_hash = 16;
  return std::string(content_hash.substr(std::min(first_hash, content_hash.size())));
}

std::string file_key(std::string_view origin, std::string_view file) {
  Hash hash;
  hash.add(origin);
  hash.add(file);
  return hash.digits();
}

}  // namespace kartotek
