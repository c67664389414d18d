#include "searcher/compile_query.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/unicode.h"
#include "indexer/schema.h"
#include "indexer/stop_words.h"
#include "searcher/every_document.h"
#include "searcher/side_by_side.h"
#include "searcher/text_query.h"

namespace kartotek {
namespace {

using Op = Xapian::Query;
using Kind = Query::Kind;

// Whether a match on any part of the query says how well an article answers.
bool scores(const Query& query) {
  if (query.kind == Kind::not_of || query.mark == Mark::must_not || query.kind == Kind::everything ||
      only_filters(query))
    return false;
  return query.children.empty() || std::any_of(query.children.begin(), query.children.end(), scores);
}

Xapian::Query join(Op::op op, const std::vector<Xapian::Query>& queries) {
  return queries.size() == 1 ? queries.front() : Xapian::Query(op, queries.begin(), queries.end());
}

class Compiler {
 public:
  Compiler(const Scoring& scoring, Analyzer& analyzer, bool exact, CompiledQuery& result)
      : scoring_(scoring), text_(scoring, analyzer, exact, result), exact_(exact), result_(result) {}

  // An empty query is text without a word in it.
  Xapian::Query compile(const Query& query) {
    switch (query.kind) {
      case Kind::words:
        return words(query);
      case Kind::all_of:
        return all_of(query);
      case Kind::any_of:
        return any_of(query);
      case Kind::not_of:
        return without(every_document(), compile(query.children.front()));
      case Kind::near:
        return near(query);
      case Kind::word:
        return text_.word(query.text, query.field);
      case Kind::prefix:
        return text_.prefix(query.text, query.field, query.at);
      case Kind::fuzzy:
        return text_.fuzzy(query.text, query.field);
      case Kind::phrase:
        return text_.phrase(query.text, query.field);
      case Kind::exact:
        return text_.exact(query.text, query.field);
      case Kind::filter:
        return filter(query);
      case Kind::date_range:
        return unscored(compile_date_range(query.from, query.to, scoring_.collection().database()));
      case Kind::everything:
        return unscored(every_document());
    }
    return {};
  }

 private:
  static Xapian::Query unscored(const Xapian::Query& query) { return {Op::OP_SCALE_WEIGHT, query, 0.0}; }

  static Xapian::Query without(const Xapian::Query& query, const Xapian::Query& unwanted) {
    return unwanted.empty() ? query : Xapian::Query(Op::OP_AND_NOT, query, unwanted);
  }

  static Xapian::Query filter(const Query& query) {
    switch (query.field) {
      case Field::country:
        return unscored(Xapian::Query(make_term(prefix::country, query.text)));
      case Field::mention:
        return unscored(Xapian::Query(make_term(prefix::named, query.text)));
      case Field::lang:
        return unscored(Xapian::Query(make_term(prefix::language, query.text)));
      case Field::source:
        return unscored(Xapian::Query(make_term(prefix::source, fold(query.text))));
      default:
        return unscored(Xapian::Query(make_term(prefix::id, query.text)));
    }
  }

  Xapian::Query all_of(const Query& query) {
    std::vector<Xapian::Query> wanted;
    std::vector<Xapian::Query> unwanted;
    for (const Query& child : query.children) {
      const bool negative = child.kind == Kind::not_of;
      const Xapian::Query compiled = compile(negative ? child.children.front() : child);
      if (!compiled.empty()) (negative ? unwanted : wanted).push_back(compiled);
    }
    if (wanted.empty() && unwanted.empty()) return {};
    if (wanted.empty()) wanted.push_back(every_document());
    return unwanted.empty() ? join(Op::OP_AND, wanted)
                            : without(join(Op::OP_AND, wanted), join(Op::OP_OR, unwanted));
  }

  Xapian::Query any_of(const Query& query) {
    std::vector<Xapian::Query> wanted;
    for (const Query& child : query.children) {
      Xapian::Query compiled = compile(child);
      if (!compiled.empty()) wanted.push_back(std::move(compiled));
    }
    return wanted.empty() ? Xapian::Query() : join(Op::OP_OR, wanted);
  }

  // The ranked group: filters and + narrow, - excludes, the other words score.
  Xapian::Query words(const Query& query) {
    std::vector<Xapian::Query> optional;
    std::vector<Xapian::Query> required;
    std::vector<Xapian::Query> unwanted;
    std::vector<Xapian::Query> only_ranking;
    bool required_ranks = false;
    unsigned plain = 0;
    const bool keep_stop_words = !has_meaning(query);
    for (std::size_t i = 0; i < query.children.size();) {
      const Query& child = query.children[i];
      if (child.mark == Mark::none && is_plain_word(child)) {
        const std::size_t end = plain_words(query.children, i, keep_stop_words, optional);
        for (; i < end; ++i) {
          plain += !is_stop(query.children[i]);
          Xapian::Query parts = text_.parts(query.children[i].text, query.children[i].field);
          if (!parts.empty()) only_ranking.push_back(std::move(parts));
        }
        continue;
      }
      ++i;
      Xapian::Query compiled = compile(child);
      if (compiled.empty()) continue;
      required_ranks |= child.mark == Mark::must && !only_filters(child);
      (child.mark == Mark::must       ? required
       : child.mark == Mark::must_not ? unwanted
                                      : optional)
          .push_back(std::move(compiled));
    }
    result_.plain_words = std::max(result_.plain_words, plain);
    Xapian::Query result;
    if (!required.empty()) result = join(Op::OP_AND, required);
    if (!optional.empty()) {
      const Xapian::Query score = join(Op::OP_OR, optional);
      result = required.empty()
                   ? score
                   : Xapian::Query(required_ranks ? Op::OP_AND_MAYBE : Op::OP_AND, result, score);
    }
    if (result.empty() && unwanted.empty()) return {};
    if (result.empty()) result = unscored(every_document());
    if (!only_ranking.empty()) result = {Op::OP_AND_MAYBE, result, join(Op::OP_OR, only_ranking)};
    return unwanted.empty() ? result : without(result, join(Op::OP_OR, unwanted));
  }

  static bool is_plain_word(const Query& query) { return query.kind == Kind::word && is_text(query.field); }

  bool is_stop(const Query& query) {
    if (!is_plain_word(query)) return false;
    const QueryText analysed = text_.analyse(query.text);
    return analysed.positions.empty() ||
           (analysed.positions.size() == 1 && analysed.positions.front().front().stop);
  }

  // Whether a ranked group has anything to score by but stop words.
  bool has_meaning(const Query& query) {
    return std::any_of(query.children.begin(), query.children.end(), [this](const Query& child) {
      return child.mark != Mark::must_not && child.kind != Kind::everything && !only_filters(child) &&
             !is_stop(child);
    });
  }

  // Adds the words from `begin` on that belong together, and returns the place behind them.
  std::size_t plain_words(const std::vector<Query>& children, std::size_t begin, bool keep_stop_words,
                          std::vector<Xapian::Query>& optional) {
    const auto run = [&](std::size_t length) {
      std::string text = children[begin].text;
      for (std::size_t i = begin + 1; i < begin + length; ++i) text += ' ' + children[i].text;
      return text;
    };
    std::size_t longest = 1;
    while (longest < 4 && begin + longest < children.size() && is_plain_word(children[begin + longest]) &&
           children[begin + longest].mark == Mark::none &&
           children[begin + longest].field == children[begin].field)
      ++longest;
    const Field field = children[begin].field;
    for (std::size_t length = longest; length > 1; --length) {  // S 400, 10 000
      const QueryText together = text_.analyse(run(length));
      if (together.positions.size() > 1 && !together.is_one) continue;
      optional.push_back(text_.word(run(length), field));
      if (together.is_one || !looks_like_designator(children[begin].text))
        for (std::size_t i = begin; i < begin + length; ++i) add_word(children[i], keep_stop_words, optional);
      return begin + length;
    }
    for (std::size_t length = exact_ ? 1 : longest; length > 1; --length) {
      const Xapian::Query others = text_.variants(run(length), field);
      if (others.empty()) continue;
      // United Kingdom: its words, or UK where they are not all there.
      std::vector<Xapian::Query> words;
      for (std::size_t i = begin; i < begin + length; ++i) add_word(children[i], keep_stop_words, words);
      optional.push_back(words.empty() ? others
                                       : Xapian::Query(Op::OP_OR, join(Op::OP_OR, words),
                                                       without(others, join(Op::OP_AND, words))));
      return begin + length;
    }
    add_word(children[begin], keep_stop_words, optional);
    return begin + 1;
  }

  void add_word(const Query& child, bool keep_stop_words, std::vector<Xapian::Query>& optional) {
    if (!keep_stop_words && is_stop(child)) return;
    Xapian::Query compiled = text_.word(child.text, child.field);
    if (!compiled.empty()) optional.push_back(std::move(compiled));
  }

  // `S` of S 400 is no word that anybody would look for by itself; `top` of top 10 is.
  static bool looks_like_designator(const std::string& text) {
    return text.size() <= 2 || text != fold(text);
  }

  // The operands' terms near each other, in the body or in the title; those of a phrase one after the other.
  // An exact form also has to stand somewhere as spelt.
  Xapian::Query near(const Query& query) {
    for (std::size_t i = 0; i < query.children.size(); ++i)
      if (has_phrase_to_choose(query.children[i])) return near_each_choice(query, i);
    Places places;
    std::vector<Xapian::Query> exact_forms;
    std::size_t window = 1;
    for (const Query& child : query.children) {
      std::vector<std::vector<std::string>> positions = near_places(child);
      if (positions.empty()) continue;
      if (child.kind == Kind::exact) exact_forms.push_back(compile(child));
      const std::size_t before = places.terms.size();
      window += positions.size() - 1 + (before == 0 ? 0 : static_cast<std::size_t>(query.distance));
      if (positions.size() > 1) places.phrases.emplace_back(before, before + positions.size());
      for (std::vector<std::string>& terms : positions) places.terms.push_back(std::move(terms));
    }
    if (places.terms.empty()) return {};
    std::vector<Xapian::Query> fields;
    for (const Part part : {Part::body, Part::title}) {
      if (query.field == (part == Part::body ? Field::title : Field::body)) continue;
      places.part = part;
      fields.push_back(near_query(places, window, scoring_));
    }
    Xapian::Query result = join(Op::OP_OR, fields);
    for (const Xapian::Query& form : exact_forms) result = {Op::OP_FILTER, result, form};
    return result;
  }

  bool has_phrase_to_choose(const Query& child) {
    return child.kind == Kind::any_of &&
           std::any_of(child.children.begin(), child.children.end(), [&](const Query& choice) {
             return choice.kind == Kind::any_of ? has_phrase_to_choose(choice)
                                                : text_.analyse(choice.text).positions.size() > 1;
           });
  }

  // a NEAR (b OR "c d"): the choices one by one, since a phrase takes more than one place.
  Xapian::Query near_each_choice(const Query& query, std::size_t which) {
    std::vector<Xapian::Query> choices;
    for (const Query& choice : query.children[which].children) {
      Query one = query;
      one.children[which] = choice;
      Xapian::Query compiled = near(one);
      if (!compiled.empty()) choices.push_back(std::move(compiled));
    }
    return choices.empty() ? Xapian::Query() : join(Op::OP_OR, choices);
  }

  std::vector<std::vector<std::string>> near_places(const Query& child) {
    if (child.kind == Kind::any_of) {
      std::vector<std::string> choices;
      for (const Query& choice : child.children)
        for (std::vector<std::string>& terms : near_places(choice))
          choices.insert(choices.end(), terms.begin(), terms.end());
      return {choices};
    }
    if (child.kind == Kind::word || child.kind == Kind::phrase) return text_.near_terms(child.text);
    // Prefixes, similar words and exact forms: the terms that their own query asks for.
    // (Those of the title, marked by a prefix, are made from these again. That of every article is Scoring's,
    // for parts elsewhere.)
    Query in_body = child;
    in_body.field = Field::body;
    std::vector<std::string> terms;
    const Xapian::Query compiled = compile(in_body);
    for (auto term = compiled.get_unique_terms_begin(); term != compiled.get_terms_end(); ++term)
      if (!(*term).starts_with(prefix::title_only) && !(*term).starts_with(prefix::marked) &&
          !(*term).starts_with(prefix::every))
        terms.push_back(*term);
    return {terms};
  }

  const Scoring& scoring_;
  TextQueries text_;
  bool exact_;
  CompiledQuery& result_;
};

}  // namespace

CompiledQuery compile_query(const Query& query, const Scoring& scoring, Analyzer& analyzer, bool exact) {
  CompiledQuery result;
  result.query = Compiler(scoring, analyzer, exact, result).compile(query);
  if (result.query.empty())
    throw QueryError("no_words", "there is no word in the query", query.at,
                     "give at least one word, or * for every article");
  result.ranked = scores(query);
  return result;
}

}  // namespace kartotek
