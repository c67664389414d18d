#include "searcher/look_ahead.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/language.h"
#include "corpus/unicode.h"
#include "indexer/names.h"
#include "indexer/schema.h"
#include "searcher/name_cases.h"
#include "searcher/variants.h"

namespace kartotek {
namespace {

class Foresight {
 public:
  Foresight(const Collection& collection, Analyzer& analyzer)
      : collection_(collection), analyzer_(analyzer) {}

  void add(const Query& query) {
    for (const Query& child : query.children) add(child);
    if (query.kind == Query::Kind::exact) return add_exact(query.text);
    if (query.kind != Query::Kind::word && query.kind != Query::Kind::phrase) return;
    add_text(query.text);
    for (const std::string& variant : variants_of(query.text)) add_text(variant);
  }

  void look_up() {
    std::vector<std::string> keys;
    for (const std::string& word : written_)
      for (std::string& key : name_keys(word)) {
        for (std::string& with_ending : keys_of_cases(key)) keys.push_back(std::move(with_ending));
        keys.push_back(std::move(key));
      }
    collection_.look_up_names(keys);
    for (const std::string& word : written_) add_spellings(word);
    collection_.look_up(terms_);
  }

 private:
  void add_text(std::string_view text) {
    for (const Token& token : analyzer_.tokens(text)) {
      if (token.part) continue;
      const Word& word = *token.word;
      add_forms(word.term);
      if (!word.stop) written_.push_back(word.exact.empty() ? word.term : word.exact);
      for (const std::string& variant : variants_of(word.term))
        for (const Token& other : analyzer_.tokens(variant))
          if (!other.part) add_forms(other.word->term);
    }
  }

  void add_exact(std::string_view text) {
    for (const Token& token : analyzer_.tokens(text)) {
      if (token.part) continue;
      const Word& word = *token.word;
      for (const std::string& term :
           {make_term(prefix::word, word.term), make_term(prefix::exact, word.exact),
            make_term(prefix::exact, word.term), make_term(prefix::marked, word.term)})
        add_term(term);
    }
  }

  // A word, its stems and, as for a name, its cases, wherever they stand.
  void add_forms(const std::string& word) {
    add_term(make_term(prefix::word, word));
    for (const std::string& form : slavic_cases(word)) add_term(make_term(prefix::word, form));
    for (const std::string_view language : {"en", "tr", "az", "ru", "uk"}) {
      const std::string stem = analyzer_.stem(word, language_of_code(language));
      if (stem.empty()) continue;
      add_term(make_term(stem_prefix(language), stem));
      if (language == "en") add_term(make_term(prefix::word, stem));
    }
  }

  void add_spellings(const std::string& word) {
    const Spelling spelling(word);
    const auto add_if = [&](const std::string& name, const std::string& nominative) {
      if (spelling.is_name_of(nominative)) add_term(make_term(prefix::word, fold(name)));
    };
    for (const std::string& key : name_keys(word)) {
      for (const std::string& name : collection_.names_of_key(key)) add_if(name, name);
      for (const std::string& with_ending : keys_of_cases(key))
        for (const std::string& name : collection_.names_of_key(with_ending))
          for (const std::string& nominative : nominatives(name)) add_if(name, nominative);
    }
  }

  void add_term(const std::string& term) {
    terms_.push_back(term);
    terms_.push_back(make_term(prefix::title, term));
  }

  const Collection& collection_;
  Analyzer& analyzer_;
  std::vector<std::string> terms_;
  std::vector<std::string> written_;  // words as they are written, which may be names
};

}  // namespace

void look_ahead(const Query& query, const Collection& collection, Analyzer& analyzer) {
  if (collection.is_local()) return;
  Foresight foresight(collection, analyzer);
  foresight.add(query);
  foresight.look_up();
}

}  // namespace kartotek
