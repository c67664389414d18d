#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "corpus/embedded.h"
#include "indexer/schema.h"
#include "tests/cli/program.h"

// What --help, the man pages and the completions of three shells say of the same options.

namespace kartotek {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

using Names = std::set<std::string>;

// What the first group of `pattern` matches in `text`, line by line where it begins with ^.
Names all_matches(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern, std::regex::ECMAScript | std::regex::multiline);
  Names names;
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at) names.insert((*at)[1]);
  return names;
}

std::string help_of(const std::string& program) {
  return run(PROGRAM_DIR "/" + program,
             {.arguments = {"--help"}, .input = {}, .environment = {}, .folder = {}})
      .out;
}

std::string page_of(const std::string& program) {
  return read_file(PROJECT_DIR "/" + program + "/" + program + ".1");
}

std::string completion_file(const std::string& name) {
  return read_file(std::filesystem::path(PROGRAM_DIR) / "completion" / name);
}

// What bash would offer for the last of `words`, which are split as readline splits them.
Names offered(const std::string& program, const std::string& words) {
  const std::string script = "source " PROGRAM_DIR "/completion/" + program + ".bash; COMP_WORDS=(" +
                             program + " " + words + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _kartotek_" +
                             program + "; printf '%s\\n' \"${COMPREPLY[@]}\"";
  const Outcome outcome =
      run("bash", {.arguments = {"-c", script}, .input = {}, .environment = {}, .folder = {}});
  EXPECT_EQ(outcome.exit, 0) << outcome.err;
  const std::vector<std::string> lines = lines_of(outcome.out);
  Names names(lines.begin(), lines.end());
  names.erase("");
  return names;
}

class Documentation : public testing::TestWithParam<std::string> {
 protected:
  Names options() const { return all_matches(help_of(GetParam()), "^  (?:-\\w,)?(--[a-z][a-z-]*)"); }
};

INSTANTIATE_TEST_SUITE_P(Of, Documentation, testing::Values("indexer", "searcher"),
                         [](const auto& program) { return program.param; });

TEST_P(Documentation, HelpNamesOptions) {
  EXPECT_THAT(options(), IsSupersetOf({"--help", "--version", "--index"}));
}

TEST_P(Documentation, ManPageHasTheOptionsOfHelp) {
  Names documented;
  for (const std::string& name : all_matches(page_of(GetParam()), "^\\.It (?:Fl h , )?Fl -([a-z][a-z-]*)"))
    documented.insert("--" + name);
  EXPECT_EQ(documented, options());
}

TEST_P(Documentation, ManPageHasTheEnvironmentAndExitStatusesOfHelp) {
  const std::string help = help_of(GetParam());
  const std::string page = page_of(GetParam());
  EXPECT_THAT(all_matches(page, "^\\.It Ev (\\w+)"), IsSupersetOf(all_matches(help, "\\(Env:(\\w+)\\)")));
  const std::string statuses = help.substr(help.find("Exit status:"));
  EXPECT_EQ(all_matches(page, "^\\.It ([0-9])$"), all_matches(statuses, "  ([0-9]) "));
}

TEST_P(Documentation, BashCompletesTheOptionsOfHelp) { EXPECT_EQ(offered(GetParam(), "--"), options()); }

TEST_P(Documentation, ZshCompletesTheOptionsOfHelp) {
  const std::string file = completion_file("_" + GetParam());
  EXPECT_EQ(all_matches(file, "^  '(?:\\*|\\(-h --help\\)'\\{-h,)?(--[a-z][a-z-]*)[[}]"), options());
}

TEST_P(Documentation, FishCompletesTheOptionsOfHelp) {
  Names completed;
  for (const std::string& name :
       all_matches(completion_file(GetParam() + ".fish"), "^complete .* -l ([a-z][a-z-]*)"))
    completed.insert("--" + name);
  EXPECT_EQ(completed, options());
}

TEST_P(Documentation, HelpAndManPageNameTheSameKindsOfFiles) {
  const std::string kinds = "\\.(txt|md|jsonl|ndjson|json|html?|gz|zip|tar|tar\\.gz|tgz)\\b";
  if (GetParam() != "indexer") return;
  EXPECT_EQ(all_matches(help_of("indexer"), kinds), all_matches(page_of("indexer"), kinds));
}

// mdoc takes a heading's first word for a macro where there is one of that name: In, At, No, On ...
TEST(ManPages, HaveNoHeadingThatIsAMacro) {
  for (const char* page : {"indexer/indexer.1", "indexer/kartotek-index.5", "searcher/searcher.1",
                           "searcher/kartotek-query.7", "searcher/kartotek-cluster.5"})
    EXPECT_THAT(all_matches(read_file(std::filesystem::path(PROJECT_DIR) / page),
                            "^\\.S[hs] (In|At|No|On|An|As|Up|Do|So|Be|It|Is|Or) "),
                IsEmpty())
        << page;
}

TEST(QueryPage, NamesEveryWayToGiveADate) {
  const std::string page = read_file(PROJECT_DIR "/searcher/kartotek-query.7");
  for (const char* way : {"date:2021-04 ", "date:2021-04..2021-06 ", "date:2020.. ", "date:>=2020 ",
                          "date:<2022 ", "date:none\n"})
    EXPECT_THAT(page, testing::HasSubstr(std::string(".Ql ") + way)) << way;
}

TEST(Completion, OffersTheChoicesOfHelp) {
  const std::string help = help_of("searcher");
  for (const char* option : {"--sort", "--format", "--color"}) {
    const Names list = all_matches(help, std::string("^  ") + option + " TEXT:\\{([a-z,]+)\\}");
    ASSERT_EQ(list.size(), 1U) << option;
    const Names choices = all_matches(*list.begin(), "([a-z]+)");
    EXPECT_EQ(offered("searcher", std::string(option) + " ''"), choices) << option;
    for (const std::string& choice : choices) {
      EXPECT_THAT(all_matches(completion_file("_searcher"),
                              std::string("'") + option + "\\[.*[( ](" + choice + ")[ )]"),
                  ElementsAre(choice));
      EXPECT_THAT(all_matches(page_of("searcher"),
                              std::string("^\\.It Fl -") + (option + 2) + " Cm.* (" + choice + ")"),
                  ElementsAre(choice));
    }
  }
}

TEST(Completion, OffersEveryCountry) {
  const Names codes = all_matches(std::string(embedded("corpus/data/countries.tsv")), "^([A-Z][A-Z])\t");
  ASSERT_THAT(codes, Contains("AZ"));
  EXPECT_EQ(offered("searcher", "--country ''"), codes);
  EXPECT_EQ(offered("searcher", "mention :"), codes);
  EXPECT_EQ(all_matches(completion_file("_searcher"), "\"([A-Z][A-Z]):"), codes);
  EXPECT_EQ(all_matches(completion_file("searcher.fish"), " ([A-Z][A-Z]) \""), codes);
}

TEST(Completion, OffersEveryField) {
  const std::string help = help_of("searcher");
  const std::string line = help.substr(help.find("  title: body:"));
  const Names fields = all_matches(line.substr(0, line.find("   as in")), "([a-z]+:)");
  ASSERT_THAT(fields, Contains("mention:"));
  EXPECT_EQ(offered("searcher", "''"), fields);
  EXPECT_EQ(all_matches(read_file(PROJECT_DIR "/searcher/kartotek-query.7"), "^\\.It Cm ([a-z]+:)"), fields);
  for (const std::string& field : fields) {
    EXPECT_THAT(completion_file("_searcher"),
                testing::HasSubstr("'" + field.substr(0, field.size() - 1) + "'"));
    EXPECT_THAT(completion_file("searcher.fish"), testing::HasSubstr(" " + field));
  }
}

TEST(Completion, OffersWhatBeginsAsTyped) {
  EXPECT_THAT(offered("searcher", "--country A").count("TR"), 0U);
  EXPECT_THAT(offered("searcher", "--format = j"), ElementsAre("json", "jsonl"));
  EXPECT_THAT(offered("searcher", "--facets country,ye"), ElementsAre("country,year"));
  EXPECT_THAT(offered("searcher", "lang : a"), ElementsAre("az"));
  EXPECT_THAT(offered("searcher", "--limit 1"), IsEmpty());
}

TEST(IndexPage, HasEveryKindOfTermSlotAndKey) {
  const std::string page = read_file(PROJECT_DIR "/indexer/kartotek-index.5");
  Names prefixes;
  for (const TermKind& kind : term_kinds)
    if (!kind.prefix.empty()) prefixes.emplace(kind.prefix);
  EXPECT_EQ(all_matches(page, "^\\.It Li ([A-Z]+)$"), prefixes);
  const std::string schema = read_file(PROJECT_DIR "/indexer/schema.h");
  EXPECT_EQ(all_matches(page, "^\\.It ([0-9]+)$"),
            all_matches(schema, "Xapian::valueno \\w+ =\\s+([0-9]+);"));
  EXPECT_EQ(all_matches(page, "^\\.It Li ([a-z]+)(?:\\.\\.\\.)?$"),
            all_matches(schema.substr(schema.find("namespace metadata_key")), " \\w+ =\\s+\"(\\w+)\";"));
}

}  // namespace
}  // namespace kartotek
