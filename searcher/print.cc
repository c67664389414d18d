#include "searcher/print.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "corpus/understand.h"
#include "corpus/unicode.h"
#include "searcher/print_facets.h"
#include "searcher/print_json.h"
#include "searcher/terminal_text.h"

namespace kartotek {
namespace {

constexpr std::array<std::string_view, 5> format_names{"text", "json", "jsonl", "csv", "trec"};

// RFC 4180: quoted where it must be, quotes doubled.
std::string csv_field(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
  std::string quoted = "\"";
  for (const char c : value) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : " ") + value;
  return out;
}

void print_csv(const Page& page, const std::string& qid, std::ostream& out) {
  for (const Hit& hit : page.hits) {
    const Article& article = hit.stored.article;
    if (!qid.empty()) out << csv_field(qid) << ',';
    out << hit.rank << ',' << fmt::format("{}", hit.score);
    for (const std::string& field :
         {article.id, article.title, to_string(article.date), std::string(to_string(article.date_source)),
          joined(article.countries), joined(article.mentions), article.lang, article.source, article.url,
          hit.snippet})
      out << ',' << csv_field(field);
    out << "\r\n";
  }
}

// TREC runs are divided by white space, which an id may hold.
std::string trec_name(std::string_view id) {
  std::string name(id);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }, '_');
  return name;
}

void print_trec(const Page& page, const std::string& qid, std::ostream& out) {
  for (const Hit& hit : page.hits)
    out << fmt::format("{} Q0 {} {} {:.6f} kartotek\n", qid.empty() ? "1" : trec_name(qid),
                       trec_name(hit.stored.article.id), hit.rank, hit.score);
}

std::string highlighted(std::string_view text, const std::vector<std::pair<std::size_t, std::size_t>>& places,
                        bool color) {
  if (!color) return printable(text);
  std::string out;
  auto place = places.begin();
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    if (place != places.end() && count == place->first) out += "\033[1;33m";
    const std::size_t begin = i;
    next_code_point(text, i);
    out += printable(text.substr(begin, i - begin));
    if (place != places.end() && count + 1 == place->second) {
      out += "\033[0m";
      ++place;
    }
  }
  return out;
}

// Breaks between words so that no line has more than `width` columns; escape codes take none.
std::string wrapped(std::string_view text, std::size_t width, std::string_view indent) {
  std::string out(indent);
  std::size_t column = indent.size();
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    std::size_t columns = 0;
    bool escape = false;
    for (std::size_t i = 0; i < word.size();) {
      const char32_t c = next_code_point(word, i);
      if (c == '\033') escape = true;
      if (!escape) columns += columns_of(c);
      if (c == 'm') escape = false;
    }
    if (column > indent.size() && column + 1 + columns > width) {
      out.append("\n").append(indent);
      column = indent.size();
    }
    if (column > indent.size()) {
      out += ' ';
      ++column;
    }
    out += word;
    column += columns;
  }
  return out;
}

// "score 9.21: corvette 6.10 (title 4.00), istanbul 3.11"
std::string score_line(const Hit& hit) {
  std::string line = fmt::format("score {:.2f}:", hit.score);
  for (const ScorePart& part : hit.score_parts) {
    line += fmt::format(" {} {:.2f}", printable(part.name), part.title + part.body);
    if (part.title > 0) line += fmt::format(" (title {:.2f})", part.title);
    line += ',';
  }
  line.pop_back();
  return line;
}

void print_text(const Page& page, const PrintOptions& options, std::ostream& out) {
  if (!options.qid.empty()) out << printable(options.qid) << '\t';
  out << fmt::format("{}{} {}, {:.1f} ms\n", page.total_is_exact ? "" : "about ", page.total,
                     page.total == 1 ? "article" : "articles", page.took_ms);
  if (!page.suggestion.empty()) out << "did you mean: " << printable(page.suggestion) << '\n';
  if (options.explain) {
    out << "understood: " << printable(page.understood) << '\n';
    for (const Expansion& expansion : page.expansions)
      out << "  " << expansion.from << " also as: " << fmt::format("{}\n", fmt::join(expansion.to, ", "));
    if (!page.feedback.empty())
      out << fmt::format("  ranked also by what the first hits share: {}\n", fmt::join(page.feedback, ", "));
    out << "searched:   " << page.explanation << '\n';
  }
  for (const Hit& hit : page.hits) {
    const Article& article = hit.stored.article;
    const std::string title = article.title.empty()
                                  ? "(no title)"
                                  : highlighted(article.title, hit.title_highlights, options.color);
    out << '\n' << wrapped(fmt::format("{}. {}", hit.rank, title), options.width, "") << '\n';
    out << "   " << (article.date.known() ? to_string(article.date) : "undated");
    if (!article.countries.empty()) out << " · " << joined(article.countries);
    out << " · " << printable(article.source) << " · " << printable(article.id);
    if (hit.duplicates > 0) out << fmt::format(" · +{} similar", hit.duplicates);
    out << '\n';
    if (!hit.score_parts.empty()) out << wrapped(score_line(hit), options.width, "   ") << '\n';
    if (!hit.snippet.empty())
      out << wrapped(highlighted(hit.snippet, hit.highlights, options.color), options.width, "   ") << '\n';
  }
  if (!page.related.empty())
    out << '\n'
        << wrapped(fmt::format("also in these articles: {}", fmt::join(page.related, ", ")), options.width,
                   "")
        << '\n';
  for (const Facet& facet : page.facets) print_facet(facet, options.width, out);
}

}  // namespace

std::optional<OutputFormat> parse_output_format(std::string_view name) {
  const auto* const found = std::find(format_names.begin(), format_names.end(), name);
  if (found == format_names.end()) return std::nullopt;
  return static_cast<OutputFormat>(found - format_names.begin());
}

void print_header(OutputFormat format, bool batch, std::ostream& out) {
  if (format == OutputFormat::csv)
    out << (batch ? "qid," : "")
        << "rank,score,id,title,date,date_source,countries,mentions,lang,source,url,snippet\r\n";
}

void print(const Page& page, const PrintOptions& options, std::ostream& out) {
  const auto with_qid = [&options](const nlohmann::ordered_json& json) {
    if (options.qid.empty()) return line_of(json);
    nlohmann::ordered_json named{{"qid", options.qid}};
    named.update(json);
    return line_of(named);
  };
  switch (options.format) {
    case OutputFormat::text:
      return print_text(page, options, out);
    case OutputFormat::json:
      out << with_qid(json_of(page, options.query)) << '\n';
      return;
    case OutputFormat::jsonl:
      for (const Hit& hit : page.hits) out << with_qid(json_of(hit)) << '\n';
      return;
    case OutputFormat::csv:
      return print_csv(page, options.qid, out);
    case OutputFormat::trec:
      return print_trec(page, options.qid, out);
  }
}

void print(const StoredArticle& stored, OutputFormat format, std::ostream& out) {
  if (format != OutputFormat::text) {
    out << line_of(json_of(stored)) << '\n';
    return;
  }
  const Article& article = stored.article;
  out << (article.title.empty() ? "(no title)" : printable(article.title)) << '\n'
      << "id:        " << printable(article.id) << '\n'
      << "date:      " << (article.date.known() ? to_string(article.date) : "undated") << " ("
      << to_string(article.date_source) << ")\n"
      << "countries: " << joined(article.countries) << '\n'
      << "mentions:  " << joined(article.mentions) << '\n'
      << "source:    " << printable(article.source) << (article.lang.empty() ? "" : ", ") << article.lang
      << '\n'
      << "path:      " << printable(article.path) << '\n';
  if (!article.url.empty()) out << "url:       " << printable(article.url) << '\n';
  if (!article.extra.empty()) out << "extra:     " << printable(article.extra) << '\n';
  for (const std::string& line : article.evidence) out << "because:   " << printable(line) << '\n';
  out << "indexed:   " << stored.first_indexed << "\n\n";
  std::string_view text = article.text;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    out << printable(line) << '\n';
  }
}

void print(const Stats& stats, OutputFormat format, std::ostream& out) {
  if (format != OutputFormat::text) {
    out << line_of(json_of(stats)) << '\n';
    return;
  }
  out << fmt::format("{} articles, {} undated", stats.articles, stats.undated);
  if (stats.first.known())
    out << fmt::format(", dated {} to {}", to_string(stats.first), to_string(stats.last));
  out << fmt::format("\n{} different words, {:.1f} MB, written by Kartotek {}\n", stats.terms,
                     static_cast<double>(stats.bytes) / 1e6, stats.written_by);
  for (const Facet& facet : stats.facets) print_facet(facet, 80, out);
}

void print_error(std::string_view code, std::string_view message, std::size_t at, const std::string& qid,
                 std::ostream& out) {
  nlohmann::ordered_json error{{"code", code}, {"message", message}, {"at", nullptr}};
  if (at != std::string_view::npos) error["at"] = at;
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  if (!qid.empty()) json["qid"] = qid;
  json["error"] = error;
  out << line_of(json) << '\n';
}

}  // namespace kartotek
