#include "corpus/page_facts.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "corpus/blank.h"
#include "corpus/date_field.h"
#include "corpus/html_text.h"
#include "corpus/lines.h"
#include "corpus/words.h"

namespace kartotek {
namespace {

using Names = std::vector<std::string_view>;
constexpr std::size_t npos = std::string_view::npos;

constexpr std::array<std::string_view, 33> published_names = {"article:published_time",
                                                              "og:article:published_time",
                                                              "og:published_time",
                                                              "article:published",
                                                              "datepublished",
                                                              "rnews:datepublished",
                                                              "parsely-pub-date",
                                                              "sailthru.date",
                                                              "pubdate",
                                                              "publishdate",
                                                              "publish-date",
                                                              "publish_date",
                                                              "published_date",
                                                              "published_time",
                                                              "publication_date",
                                                              "publicationdate",
                                                              "publication-date",
                                                              "published-date",
                                                              "dc.date.issued",
                                                              "dcterms.issued",
                                                              "dc.date.created",
                                                              "dcterms.created",
                                                              "dc.date",
                                                              "dcterms.date",
                                                              "cxenseparse:recs:publishtime",
                                                              "cxenseparse:publishtime",
                                                              "bt:pubdate",
                                                              "originalpublicationdate",
                                                              "citation_publication_date",
                                                              "article.published",
                                                              "article_date_original",
                                                              "mediator_published_time",
                                                              "date"};
constexpr std::array<std::string_view, 11> updated_names = {
    "article:modified_time", "og:updated_time", "og:modified_time", "article:modified",
    "datemodified",          "lastmod",         "last-modified",    "dcterms.modified",
    "dc.date.modified",      "updated_time",    "moddate"};

// The content of the first name that the page has, in the order of `names`.
std::string meta_of(const HtmlPage& page, const Names& names) {
  for (const std::string_view name : names) {
    for (const auto& [key, content] : page.meta)
      if (key == name && !is_blank(content)) return content;
  }
  return {};
}

// CMSs escape what was escaped before.
std::string plain_line(const std::string& text) {
  return one_line(looks_like_markup(text) ? text_of_markup(text) : text);
}

std::string first_of(std::initializer_list<std::string> texts) {
  const auto* const found =
      std::find_if_not(texts.begin(), texts.end(), [](const auto& text) { return is_blank(text); });
  return found == texts.end() ? std::string() : *found;
}

// Content management systems fill a date they do not have with their zero.
bool is_date(const std::string& text, std::string_view lang) {
  const auto written = read_whole_date(text, lang);
  if (!written || written->impossible) return false;
  const Date& date = written->date;
  return date != Date{1, 1, 1} && date != Date{1970, 1, 1};
}

// Where on a page something stands, by the innermost element that says so.
enum class Place { page, story, aside };
Place place_of(std::size_t node, const HtmlPage& page) {
  for (; node != 0; node = page.nodes[node].parent) {
    const HtmlNode::Part part = page.nodes[node].part;
    if (part == HtmlNode::Part::aside || part == HtmlNode::Part::comments) return Place::aside;
    if (part != HtmlNode::Part::none) return Place::story;
  }
  return Place::page;
}

std::string date_of(const HtmlPage& page, const JsonLd& json_ld, std::string_view lang) {
  std::vector<std::string> dates;
  const auto add_meta = [&](const auto& names) {
    for (const std::string_view name : names)
      for (const auto& [key, content] : page.meta)
        if (key == name) dates.push_back(content);
  };
  const auto add_times = [&](auto wanted) {
    for (const HtmlTime& time : page.times)
      if (wanted(time)) dates.push_back(time.date);
  };
  add_meta(published_names);
  dates.push_back(json_ld.published);
  add_times([](const HtmlTime& time) { return time.published; });
  for (const Place wanted : {Place::story, Place::page})
    add_times([&](const HtmlTime& time) {
      return !time.published && !time.updated && !time.by_class && place_of(time.node, page) == wanted;
    });
  add_times([](const HtmlTime& time) { return time.by_class; });
  add_meta(updated_names);
  dates.push_back(json_ld.modified);
  add_times([](const HtmlTime& time) { return time.updated; });
  const auto date =
      std::find_if(dates.begin(), dates.end(), [&](const auto& text) { return is_date(text, lang); });
  if (date != dates.end()) return *date;
  const auto any =
      std::find_if_not(dates.begin(), dates.end(), [](const auto& text) { return is_blank(text); });
  return any == dates.end() ? std::string() : *any;
}

bool is_address(std::string_view url) { return url.starts_with("https://") || url.starts_with("http://"); }

// Whether an address has more than a host: that of a front page says nothing.
bool has_path(std::string_view url) {
  const std::size_t slash = url.find('/', url.find("://") + 3);
  return slash != npos && slash + 1 < url.size();
}

std::string url_of(const HtmlPage& page, const JsonLd& json_ld) {
  const std::initializer_list<std::string> all = {page.canonical, meta_of(page, {"og:url"}), json_ld.url,
                                                  page.saved_from};
  for (const bool needs_path : {true, false}) {
    for (const std::string& url : all)
      if (is_address(url) && (!needs_path || has_path(url))) return url;
  }
  return {};
}

std::string text_of(const HtmlBlock& block, const HtmlPage& page) {
  return one_line(std::string_view(page.text).substr(block.text.begin, block.text.end - block.text.begin));
}

// The first h1 that stands where a story may.
std::string heading_of(const HtmlPage& page) {
  for (const HtmlBlock& block : page.blocks) {
    if (page.nodes[block.node].name == "h1" && place_of(block.node, page) != Place::aside)
      return text_of(block, page);
  }
  return {};
}

// The lines that may repeat the title: the heading, else any that is long enough and no link.
std::vector<std::string> headings_of(const HtmlPage& page, const std::string& heading) {
  constexpr std::size_t most = 50;
  constexpr std::size_t shortest = 15;
  constexpr std::size_t longest = 250;
  std::vector<std::string> lines;
  if (!heading.empty()) return {heading};
  for (const HtmlBlock& block : page.blocks) {
    const std::size_t size = block.text.end - block.text.begin;
    if (size >= shortest && size <= longest && block.link_bytes == 0) lines.push_back(text_of(block, page));
    if (lines.size() == most) break;
  }
  return lines;
}

std::string letters_of(std::string_view text) {
  std::string letters = words_of(text);
  letters.erase(std::remove(letters.begin(), letters.end(), ' '), letters.end());
  return letters;
}

// "example" of https://www.example.com.tr/a, of https://en.example.com/a and of "example.com".
std::string name_in_host(std::string_view url) {
  constexpr std::array<std::string_view, 12> of_registries = {"com", "co",  "net", "org", "gov",  "gob",
                                                              "mil", "edu", "gen", "ac",  "info", "or"};
  if (const std::size_t scheme = url.find("://"); scheme != npos) url.remove_prefix(scheme + 3);
  std::string_view host = url.substr(0, url.find_first_of("/:?#"));
  host = host.substr(0, host.rfind('.'));
  const std::size_t second = host.rfind('.');
  const std::string_view ending = host.substr(second == npos ? host.size() : second + 1);
  if (std::find(of_registries.begin(), of_registries.end(), ending) != of_registries.end())
    host = host.substr(0, second);
  return letters_of(host.substr(host.rfind('.') + 1));
}

struct Divided {
  std::string_view before, behind;
};

// Where a sign divides a title, the last of them or the first.
std::vector<Divided> divisions(std::string_view title) {
  std::vector<Divided> all;
  for (const std::string_view sign :
       {" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " / ", " « ", ": "}) {
    for (const std::size_t at : {title.rfind(sign), title.find(sign)})
      if (at != npos) all.push_back({title.substr(0, at), title.substr(at + sign.size())});
  }
  return all;
}

}  // namespace

std::string without_site(const std::string& title, const std::string& site, const std::string& url,
                         const std::vector<std::string>& headings) {
  const std::string name = letters_of(site);
  const std::string host = name_in_host(url);
  std::vector<std::string> told;
  told.reserve(headings.size());
  for (const std::string& heading : headings) told.push_back(letters_of(heading));
  const auto is_site = [&](std::string_view part) {
    const std::string letters = letters_of(part);
    return !letters.empty() &&
           (letters == name || (!host.empty() && (letters == host || name_in_host(part) == host)));
  };
  const auto is_heading = [&](std::string_view part) {
    return std::find(told.begin(), told.end(), letters_of(part)) != told.end();
  };
  std::string_view rest = title;
  for (int step = 0; step < 3; ++step) {
    for (const auto& [before, behind] : divisions(rest)) {
      const std::string_view kept = is_site(behind) ? before : is_site(before) ? behind : std::string_view();
      if (!kept.empty()) {
        rest = kept;
        break;
      }
      if (is_heading(before)) return one_line(before);
      if (is_heading(behind)) return one_line(behind);
    }
  }
  for (const std::string_view sign : {" | ", " :: ", " » "}) {
    constexpr std::size_t least = 15;  // bytes: shorter may be a section in front of the title
    const std::size_t at = rest.find(sign);
    if (at != npos && at >= least) rest = rest.substr(0, at);
  }
  return is_site(rest) ? std::string() : one_line(rest);
}

PageFacts find_page_facts(const HtmlPage& page, const JsonLd& json_ld) {
  PageFacts facts;
  facts.url = url_of(page, json_ld);
  facts.site_name =
      plain_line(first_of({meta_of(page, {"og:site_name", "application-name"}), json_ld.publisher}));
  facts.author =
      plain_line(first_of({meta_of(page, {"author", "article:author", "dc.creator"}), json_ld.author}));
  facts.description = plain_line(meta_of(page, {"og:description", "description", "twitter:description"}));
  facts.lang =
      first_of({page.lang, json_ld.lang, meta_of(page, {"content-language", "og:locale", "language"})});
  facts.date = date_of(page, json_ld, facts.lang.substr(0, 2));
  const std::string heading = heading_of(page);
  const std::vector<std::string> headings = headings_of(page, heading);
  for (const std::string& title : {meta_of(page, {"og:title"}), json_ld.headline, heading, page.title}) {
    facts.title = without_site(plain_line(title), facts.site_name, facts.url, headings);
    if (!is_blank(facts.title)) break;
    facts.title.clear();
  }
  const bool is_cut = facts.title.ends_with("...") || facts.title.ends_with("…");
  if (is_cut && heading.starts_with(head_of(facts.title, facts.title.size() - 3))) facts.title = heading;
  const std::string words = words_of(facts.title);
  facts.is_title_vague = heading.empty() && json_ld.headline.empty() && meta_of(page, {"og:title"}).empty() &&
                         std::count(words.begin(), words.end(), ' ') < 2;
  return facts;
}

}  // namespace kartotek
