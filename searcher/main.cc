#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "corpus/error.h"
#include "corpus/unicode.h"
#include "indexer/open_files.h"
#include "indexer/option_errors.h"
#include "searcher/parse_query.h"
#include "searcher/print.h"
#include "searcher/question_text.h"
#include "searcher/saved_queries.h"
#include "searcher/serve.h"

namespace {

using kartotek::Error;
using kartotek::ErrorKind;
using kartotek::OutputFormat;

struct Options : kartotek::QuestionText {
  std::vector<std::string> indexes;
  std::vector<std::string> words;
  std::string format = "text";
  std::string color = "auto";
  std::string queries;
  std::string saved;
  bool has_limit = false;
  double timeout = 10;
  std::string show;
  std::string similar;
  bool stats = false;
  std::string serve;
  std::string token;
};

constexpr const char* footer =
    R"(Query: words are ranked; "a phrase"  +must  -not  AND OR NOT  ( )  prefix*  word~  a NEAR/5 b  ="Exact Form"
  title: body: country: mention: date: source: lang: id:   as in  title:drone country:AZ date:2021-04..2021-06
  * is every article, newest first. What stands after -- is the query, even if it begins with a -.
Exit status:
  0 hits    1 no hits    2 bad usage or query    4 no index, damaged, or of another schema
  5 the disk failed, or a remote index, whose articles the answer is then without)";

// How hits are found, scored and shown.
void declare_ranking(CLI::App& app, Options& options) {
  app.add_flag("--exact", options.exact, "no variants of names, places and spellings, and no stems");
  app.add_flag("--explain", options.explain,
               "say how the query was understood, what it was widened to, and what each score is made of");
  app.add_flag("--related", options.related,
               "name the words that the first ten hits share beside the query's");
  app.add_option("--recency", options.recency, "let new articles gain: half as much after 90d, 12w, 6m or 2y")
      ->type_name("HALF-LIFE");
  app.add_option("--snippet", options.snippet, "longest snippet, in characters; default 280, 0 is none")
      ->type_name("LENGTH")
      ->check(kartotek::whole_number(0, UINT32_MAX));
}

void declare_filters(CLI::App& app, Options& options) {
  app.add_option("--from", options.from, "not before: 2021, 2021-04 or 2021-04-15")->type_name("DATE");
  app.add_option("--to", options.to, "not after")->type_name("DATE");
  app.add_flag("--include-undated", options.include_undated, "undated articles pass --from and --to");
  const auto repeatable = [&app](const char* name, std::vector<std::string>& values, const char* help,
                                 const char* type) {
    app.add_option(name, values, help)->type_name(type)->allow_extra_args(false);
  };
  repeatable("--country", options.countries,
             "articles about this country: a name or ISO code; any of several", "CC");
  repeatable("--mentions", options.mentions, "articles about it or only naming it", "CC");
  repeatable("--lang", options.languages, "articles in this language (en, tr, az, ru, uk ...)", "LANG");
  repeatable("--source", options.sources, "articles of this source", "NAME");
  app.add_option("--added-since", options.added_since,
                 "only articles first indexed after this time, as 2021-04-15T02:00Z")
      ->type_name("TIME");
}

void declare(CLI::App& app, Options& options) {
  app.description("Answers ranked queries over an index that indexer made.");
  app.footer(footer);
  app.set_version_flag("--version", "searcher (Kartotek) " KARTOTEK_VERSION);
  app.add_option("QUERY", options.words, "what to look for; several words are one query");
  app.add_option("--index", options.indexes,
                 "the index directory, tcp://HOST:PORT or ssh://USER@HOST/PATH of a remote one, or a cluster "
                 "file (kartotek-cluster(5)); several are searched as one")
      ->envname("KARTOTEK_INDEX")
      ->required()
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_option(
         "--timeout", options.timeout,
         "how long to wait for each answer of a remote index; default 10; without those that do not answer "
         "the exit status is 5")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.001, 3600.0));
  declare_filters(app, options);
  app.add_option("--sort", options.sort, "relevance, newest or oldest; default relevance")
      ->check(CLI::IsMember({"relevance", "newest", "oldest"}));
  app.add_option("--limit", options.limit, "hits shown; default 10, 0 is all")
      ->type_name("N")
      ->check(kartotek::whole_number(0, UINT32_MAX));
  app.add_option("--offset", options.offset, "hits left out first")
      ->type_name("N")
      ->check(kartotek::whole_number(0, UINT32_MAX));
  app.add_option("--facets", options.facets,
                 "counts over all matches: country,mention,year,month,day,lang,source")
      ->delimiter(',')
      ->type_name("LIST")
      ->allow_extra_args(false);
  app.add_option("--format", options.format, "text, json, jsonl, csv or trec")
      ->check(CLI::IsMember({"text", "json", "jsonl", "csv", "trec"}));
  app.add_option("--color", options.color, "auto, always or never; NO_COLOR is heeded")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  declare_ranking(app, options);
  app.add_flag("--no-collapse", options.no_collapse,
               "show every near-duplicate instead of one with a count, as * alone does");
  app.add_option("--queries", options.queries, "a file of queries, qid<TAB>query a line; - is standard input")
      ->type_name("FILE");
  app.add_option("--saved", options.saved,
                 "report what is new to each query of a TOML file, since its last report or --added-since")
      ->type_name("FILE");
  app.add_option("--show", options.show, "print the whole article of this id")->type_name("ID");
  app.add_option("--similar", options.similar, "list the articles most like that of this id; filters apply")
      ->type_name("ID");
  app.add_flag("--stats", options.stats, "print what the index holds");
  app.add_option(
         "--serve", options.serve,
         "serve the web page and the HTTP API until it is stopped; on this machine alone unless HOST says "
         "otherwise; port 0 takes a free one")
      ->type_name("[HOST:]PORT");
  app.add_option("--token", options.token, "with --serve: ask every client for it")
      ->envname("KARTOTEK_TOKEN");
}

// All of the question but the query.
kartotek::Question question_of(const Options& options, OutputFormat format) {
  kartotek::Question question = kartotek::question_of(options, "--");
  question.exact_total = format == OutputFormat::csv || format == OutputFormat::jsonl;
  if (format == OutputFormat::trec) {
    question.snippet_length = 0;
    question.collapse = false;  // a run is judged article by article
  }
  return question;
}

// Prints the answer to print.query, and returns it but for the hits.
kartotek::Page ask(kartotek::Index& index, kartotek::Question question, const kartotek::PrintOptions& print) {
  question.query = kartotek::parse_query(print.query);
  if (question.query.kind == kartotek::Query::Kind::everything) question.exact_total = true;
  kartotek::Page page = index.search(question);
  kartotek::print(page, print, std::cout);
  return page;
}

// The reason, the query around the place, a caret under it, and what to do.
void print_query_error(const kartotek::QueryError& error, const std::string& query,
                       const kartotek::PrintOptions& print) {
  constexpr std::size_t before = 100;
  constexpr std::size_t most = 200;
  std::string shown;
  std::size_t number = 0;
  const std::size_t first = error.at() > before ? error.at() - before : 0;
  for (std::size_t i = 0; i < query.size() && number < first + most; ++number) {
    const char32_t c = kartotek::next_code_point(query, i);
    if (number >= first) kartotek::append_code_point(shown, c < 0x20 || c == 0x7F ? U' ' : c);
  }
  fmt::print(stderr, "searcher: {}\n{}\n{}^\n", error.what(), shown, std::string(error.at() - first, ' '));
  if (!error.hint().empty()) fmt::print(stderr, "hint: {}\n", error.hint());
  if (print.format == OutputFormat::json)
    kartotek::print_error(error.code(), error.what(), error.at(), print.qid, std::cout);
}

int batch(kartotek::Index& index, const kartotek::Question& question, kartotek::PrintOptions print,
          const std::string& path) {
  std::ifstream file;
  if (path != "-") file.open(path);
  std::istream& in = path == "-" ? std::cin : file;
  const auto unreadable = [&path] {
    return Error(ErrorKind::usage, fmt::format("cannot read the queries in {}", path));
  };
  if (!in) throw unreadable();
  std::size_t hits = 0;
  std::size_t refused = 0;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos || tab == 0)
      throw Error(ErrorKind::usage, fmt::format("{} line {} is not qid<TAB>query", path, number));
    print.qid = line.substr(0, tab);
    print.query = line.substr(tab + 1);
    try {
      hits += ask(index, question, print).total;
    } catch (const kartotek::QueryError& error) {
      // One refused query says nothing about the others.
      ++refused;
      fmt::print(stderr, "searcher: {} line {}: query {} is refused\n", path, number, print.qid);
      print_query_error(error, print.query, print);
    }
  }
  if (in.bad()) throw unreadable();  // a folder opens as a file does
  if (refused > 0) return 2;
  return hits > 0 ? 0 : 1;
}

// What is new to each saved query. That it was reported is kept only once the report is written.
int report_saved(kartotek::Index& index, const Options& options, kartotek::PrintOptions print) {
  if (options.indexes.size() > 1)
    throw Error(ErrorKind::usage, "--saved takes one index", "ask each index in a run of its own");
  const bool remembered = options.added_since.empty();
  std::optional<kartotek::ReportedTimes> times;
  if (remembered) times.emplace(options.saved, options.indexes.front());
  std::size_t hits = 0;
  bool refused = false;
  // Whatever is wrong with one of them is said before any is asked.
  std::vector<std::pair<kartotek::SavedQuery, kartotek::Question>> asked;
  for (kartotek::SavedQuery& saved :
       kartotek::read_saved_queries(options.saved, {{}, {}, options, options.has_limit})) {
    Options with_filters = options;
    static_cast<kartotek::QuestionText&>(with_filters) = saved.question;
    kartotek::Question question = question_of(with_filters, print.format);
    asked.emplace_back(std::move(saved), std::move(question));
  }
  for (auto& [saved, question] : asked) {
    print.qid = saved.name;
    print.query = saved.query;
    if (remembered) question.added_since = times->of(saved.name);
    // A report leaves nothing out; but the first one of a query is of the whole archive.
    if (!saved.has_limit && !question.added_since.empty()) question.limit = 0;
    question.exact_total = true;
    try {
      const kartotek::Page page = ask(index, question, print);
      hits += page.total;
      if (remembered && page.incomplete.empty()) times->set(saved.name, page.as_of);
    } catch (const kartotek::QueryError& error) {
      refused = true;
      fmt::print(stderr, "searcher: the query {} of {} is refused\n", saved.name, options.saved);
      print_query_error(error, print.query, print);
    }
  }
  std::cout.flush();
  if (!std::cout) throw Error(ErrorKind::io, "the report could not be written", "is the disk full?");
  if (remembered) times->save();
  return refused ? 2 : hits > 0 ? 0 : 1;
}

int no_article(const std::string& id) {
  fmt::print(stderr, "searcher: there is no article {}\n", id);
  return 1;
}

int list_similar(kartotek::Index& index, const kartotek::Question& question, const std::string& id,
                 kartotek::PrintOptions print) {
  print.query = id;
  const std::optional<kartotek::Page> page = index.similar(id, question);
  if (!page) return no_article(id);
  kartotek::print(*page, print, std::cout);
  return page->total > 0 ? 0 : 1;
}

std::string typed_query(const Options& options) {
  std::string query;
  for (const std::string& word : options.words) query += (query.empty() ? "" : " ") + word;
  return query;
}

kartotek::AnswerTimeout timeout_of(const Options& options) {
  return std::chrono::duration_cast<kartotek::AnswerTimeout>(std::chrono::duration<double>(options.timeout));
}

// Whether some answer is without a remote part; says so.
bool name_missing(const kartotek::Index& index) {
  for (const std::string& part : index.left_out())
    fmt::print(stderr, "searcher: {} does not answer: what follows from its articles is missing\n", part);
  for (const std::string& part : index.were_behind())
    fmt::print(stderr,
               "searcher: {} is behind the other shards: its articles are those of an earlier commit\n",
               part);
  return !index.left_out().empty() || !index.were_behind().empty();
}

int answer(kartotek::Index& index, const kartotek::Question& question, const Options& options,
           kartotek::PrintOptions print) {
  const OutputFormat format = print.format;
  if (options.stats) {
    kartotek::print(index.stats(), format, std::cout);
    return 0;
  }
  if (!options.show.empty()) {
    const auto article = index.article(options.show);
    if (!article) return no_article(options.show);
    kartotek::print(*article, format, std::cout);
    return 0;
  }
  kartotek::print_header(format, !options.queries.empty() || !options.saved.empty(), std::cout);
  if (!options.saved.empty()) return report_saved(index, options, print);
  if (!options.similar.empty()) return list_similar(index, question, options.similar, print);
  if (!options.queries.empty()) return batch(index, question, print, options.queries);
  print.query = typed_query(options);
  try {
    return ask(index, question, print).total > 0 ? 0 : 1;
  } catch (const kartotek::QueryError& error) {
    print_query_error(error, print.query, print);
    return 2;
  }
}

// What is asked twice would be answered once, and the rest passed over.
void require_one_question(const Options& options) {
  std::vector<std::string_view> given;
  for (const auto& [name, is_given] : {std::pair{"a QUERY", !options.words.empty()},
                                       {"--queries", !options.queries.empty()},
                                       {"--saved", !options.saved.empty()},
                                       {"--show", !options.show.empty()},
                                       {"--similar", !options.similar.empty()},
                                       {"--stats", options.stats},
                                       {"--serve", !options.serve.empty()}})
    if (is_given) given.emplace_back(name);
  if (given.size() > 1)
    throw Error(ErrorKind::usage, fmt::format("{} and {} are two things", given[0], given[1]), "give one");
}

int run(const Options& options) {
  require_one_question(options);
  const OutputFormat format = *kartotek::parse_output_format(options.format);
  kartotek::PrintOptions print;
  print.format = format;
  const bool terminal = isatty(STDOUT_FILENO);
  const char* const no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): one thread
  print.color =
      options.color == "always" || (options.color == "auto" && terminal && !(no_color && *no_color));
  print.explain = options.explain;
  winsize size{};
  if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
    print.width = size.ws_col;

  if (!options.serve.empty()) {
    kartotek::serve(
        {kartotek::parse_listen_address(options.serve), options.indexes, options.token, timeout_of(options)});
    return 0;
  }
  const kartotek::Question question = question_of(options, format);
  kartotek::Index index = kartotek::Index::open(options.indexes, timeout_of(options));
  const int status = answer(index, question, options, print);
  return status != 2 && name_missing(index) ? 5 : status;
}

int program(int argc, char** argv) {
  CLI::App app("", "searcher");
  app.failure_message([](const CLI::App* parser, const CLI::Error& error) {
    return kartotek::plain_failure(*parser, error);
  });
  Options options;
  declare(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  options.has_limit = app.count("--limit") > 0;
  const bool json = options.format == "json";
  try {
    return run(options);
  } catch (const Error& error) {
    fmt::print(stderr, "searcher: {}\n", error.what());
    if (!error.hint().empty()) fmt::print(stderr, "hint: {}\n", error.hint());
    if (json) kartotek::print_error("failed", error.what(), std::string_view::npos, "", std::cout);
    return error.kind() == ErrorKind::usage ? 2 : error.kind() == ErrorKind::index ? 4 : 5;
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    kartotek::allow_many_open_files();  // each thread that searches opens all of the index
    const int status = program(argc, argv);
    std::cout.flush();
    if (std::cout) return status;
    std::fputs("searcher: the answer could not be written: is the disk full?\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "searcher: %s\n", error.what());
  }
  return 5;
}
