#include "searcher/parse_query.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "searcher/query_lexer.h"
#include "searcher/query_term.h"
#include "searcher/ranked_group.h"

namespace kartotek {
namespace {

using Kind = Query::Kind;
using TokenKind = QueryToken::Kind;

constexpr std::size_t max_parts = 500;
constexpr int max_depth = 64;

bool is_operator(const QueryToken& token) {
  return token.kind == TokenKind::operator_and || token.kind == TokenKind::operator_or ||
         token.kind == TokenKind::operator_not || token.kind == TokenKind::operator_near;
}

bool is_sign(const QueryToken& token) {
  return token.kind == TokenKind::plus || token.kind == TokenKind::minus;
}

[[noreturn]] void refuse_open(std::size_t at) {
  throw QueryError("unbalanced_bracket", "a bracket is opened and never closed", at,
                   "close it, or put the text in quotes");
}

[[noreturn]] void refuse_unopened(std::size_t at) {
  throw QueryError("unbalanced_bracket", "a bracket is closed that was not opened", at,
                   "leave it out, or put the text in quotes");
}

Query group(Kind kind, std::vector<Query> children) {
  if (children.size() == 1) return std::move(children.front());
  const std::size_t at = children.front().at;
  return {.kind = kind, .children = std::move(children), .at = at};
}

// Refuses ranges that fell apart into several parts: [a TO b], date:2021 ..2022. (Square brackets and dots
// are punctuation elsewhere.) `before`: the part that was typed before `query`.
void refuse_broken_range(const Query& query, const Query*& before) {
  if (before != nullptr && query.kind == Kind::word) {
    const bool is_bracket = before->kind == Kind::word && before->text.find_first_of("[{") == 0;
    if (is_bracket && query.text == "TO")
      throw QueryError("unknown_syntax", "[a TO b] is not understood", before->at, std::string(range_hint));
    if (before->kind == Kind::date_range && query.text.starts_with(".."))
      throw QueryError("invalid_date", "the range of dates is broken by a space", query.at,
                       std::string(range_hint));
  }
  if (query.children.empty()) before = &query;
  for (const Query& child : query.children) refuse_broken_range(child, before);
}

// What stands between operators. With `joined` one tree; without, a part and what is taken from it.
struct Chain {
  std::vector<Query> operands;
  bool joined = false;  // by AND or OR
};

class Parser {
 public:
  explicit Parser(std::string_view text) : tokens_(lex_query(text)) {}
  Query query();

 private:
  const QueryToken& token() const { return tokens_[next_]; }
  bool is(TokenKind kind) const { return token().kind == kind; }

  // Each reads what the grammar calls by that name; `inside` is the field of the brackets around it.
  Query items(Field inside);
  void item(Field inside, RankedGroup& group);
  Chain chain(Field inside);
  Chain all(Field inside);
  Query unary(Field inside);
  Query near(Field inside);
  Query primary(Field inside);
  Query bracket(Field inside);
  Query field(Field inside);
  Query term(Field field);
  [[noreturn]] void refuse_missing() const;

  std::vector<QueryToken> tokens_;  // the last is `end`
  std::size_t next_ = 0;
  std::size_t parts_ = 0;
  int depth_ = 0;
};

Query Parser::query() {
  if (is(TokenKind::end))
    throw QueryError("no_words", "the query has no words", 0,
                     "write a word to look for, or * for every article");
  Query query = items(Field::any);
  if (is(TokenKind::close)) refuse_unopened(token().at);
  const Query* before = nullptr;
  refuse_broken_range(query, before);
  return query;
}

Query Parser::items(Field inside) {
  RankedGroup group(inside, depth_ < max_depth);
  while (!is(TokenKind::close) && !is(TokenKind::end)) item(inside, group);
  if (group.empty()) refuse_missing();
  return std::move(group).query();
}

void Parser::item(Field inside, RankedGroup& group) {
  const QueryToken& first = token();
  const bool has_plus = is(TokenKind::plus);
  if (has_plus) ++next_;
  Chain read = chain(inside);
  const bool negated = read.operands.front().kind == Kind::not_of;
  if (has_plus && (read.joined || negated))
    throw QueryError("misplaced_sign", "a + stands beside AND, OR or NOT", first.at,
                     "a + marks one word, phrase or bracket: +(a OR b)");
  if (read.joined) return group.add(std::move(read.operands.front()), Mark::none);
  for (Query& operand : read.operands) {
    if (operand.kind == Kind::not_of) {
      group.add(std::move(operand.children.front()), Mark::must_not);
    } else {
      group.add(std::move(operand), has_plus ? Mark::must : Mark::none);
    }
  }
}

Chain Parser::chain(Field inside) {
  Chain first = all(inside);
  if (!is(TokenKind::operator_or)) {
    if (first.joined) first.operands = {group(Kind::all_of, std::move(first.operands))};
    return first;
  }
  std::vector<Query> alternatives{group(Kind::all_of, std::move(first.operands))};
  while (is(TokenKind::operator_or)) {
    ++next_;
    alternatives.push_back(group(Kind::all_of, all(inside).operands));
  }
  return {{group(Kind::any_of, std::move(alternatives))}, true};
}

Chain Parser::all(Field inside) {
  Chain read{{unary(inside)}, false};
  while (is(TokenKind::operator_and) || is(TokenKind::operator_not)) {
    if (is(TokenKind::operator_and)) {
      read.joined = true;
      ++next_;
    }
    read.operands.push_back(unary(inside));
  }
  return read;
}

Query Parser::unary(Field inside) {
  const QueryToken& first = token();
  if (is(TokenKind::plus))
    throw QueryError("misplaced_sign", "a + stands beside AND, OR or NOT", first.at,
                     "leave it out: AND already says that both must be there");
  if (!is(TokenKind::operator_not) && !is(TokenKind::minus)) return near(inside);
  ++next_;
  if (is(TokenKind::operator_not) || is(TokenKind::minus))
    throw QueryError("double_negation", "two negatives follow each other", token().at,
                     "leave out one, or both");
  Query negated{.kind = Kind::not_of, .children = {}, .at = first.at};
  negated.children.push_back(near(inside));
  return negated;
}

Query Parser::near(Field inside) {
  Query first = primary(inside);
  if (!is(TokenKind::operator_near)) return first;
  Query chain{
      .kind = Kind::near, .field = inside, .distance = token().distance, .children = {}, .at = first.at};
  refuse_far_operand(first, inside);
  chain.children.push_back(std::move(first));
  while (is(TokenKind::operator_near)) {
    if (token().distance != chain.distance)
      throw QueryError("bad_distance", "one chain of NEAR has two distances", token().at,
                       fmt::format("write NEAR/{0} throughout, or (a NEAR/{0} b) AND (b NEAR/{1} c)",
                                   chain.distance, token().distance));
    ++next_;
    chain.children.push_back(primary(inside));
    refuse_far_operand(chain.children.back(), inside);
  }
  return chain;
}

Query Parser::primary(Field inside) {
  switch (token().kind) {
    case TokenKind::open:
      return bracket(inside);
    case TokenKind::field:
      return field(inside);
    case TokenKind::word:
    case TokenKind::quoted:
    case TokenKind::exact:
      return term(inside);
    default:
      refuse_missing();
  }
}

Query Parser::bracket(Field inside) {
  const std::size_t at = token().at;
  if (depth_ == max_depth)
    throw QueryError("too_deep", fmt::format("brackets are nested more than {} deep", max_depth), at,
                     "leave out brackets that change nothing");
  ++depth_;
  ++next_;
  Query query = items(inside);
  if (!is(TokenKind::close)) refuse_open(at);
  ++next_;
  --depth_;
  return query;
}

Query Parser::field(Field inside) {
  const QueryToken& name = token();
  if (inside != Field::any)
    throw QueryError("nested_field", "a field stands inside another field", name.at,
                     "write the fields one after the other");
  ++next_;
  Query query = is(TokenKind::open) ? bracket(name.field) : term(name.field);
  query.at = name.at;
  return query;
}

Query Parser::term(Field field) {
  const QueryToken& read = tokens_[next_++];
  if (++parts_ > max_parts)
    throw QueryError("too_many_parts", fmt::format("the query has more than {} words and phrases", max_parts),
                     read.at, "ask for less at once");
  if (read.kind == TokenKind::word && !is_text(field)) refuse_loose_value(read, token(), field);
  return make_term(read, field);
}

// There should be something to look for here.
void Parser::refuse_missing() const {
  const std::string hint = "operators go between words; put them in quotes to look for them";
  const QueryToken* before = next_ == 0 ? nullptr : &tokens_[next_ - 1];
  if (before != nullptr && (is_operator(*before) || is_sign(*before)))
    throw QueryError("dangling_operator", before->text + " has nothing after it", before->at, hint);
  if (is_operator(token()))
    throw QueryError("dangling_operator", token().text + " has nothing before it", token().at, hint);
  if (before != nullptr && before->kind == TokenKind::open && is(TokenKind::close))
    throw QueryError("empty_brackets", "there is nothing in the brackets", before->at,
                     "write something in them, or leave them out");
  if (before != nullptr && before->kind == TokenKind::open) refuse_open(before->at);
  refuse_unopened(token().at);
}

}  // namespace

Query parse_query(std::string_view text) { return Parser(text).query(); }

}  // namespace kartotek
