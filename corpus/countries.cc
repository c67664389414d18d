#include "corpus/countries.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "corpus/country_mentions.h"
#include "corpus/country_rows.h"
#include "corpus/country_scan.h"
#include "corpus/country_score.h"
#include "corpus/table.h"
#include "corpus/thresholds.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

constexpr CountryWeights weights;

using EvidenceByCountry = std::map<std::size_t, CountryEvidence>;  // by row of country_rows()

// The title, an empty line, and the body: what is searched for countries.
std::string title_and_body(const Article& article) {
  std::string text = article.title;
  for (const Span& span : article.body) {
    text += "\n\n";
    text.append(article.text, span.begin, span.end - span.begin);
  }
  return text;
}

// Whether the mention is the place of a dateline: it begins a line in capitals, and after it comes the
// end of the line, a dash, a bracket or a comma ("ANKARA", "BAKU, Azerbaijan, April 15 -").
bool is_dateline(std::string_view text, const CountryMention& mention) {
  if (mention.kind == CountryWord::people || mention.kind >= CountryWord::government) return false;
  const std::string_view place = text.substr(mention.begin, mention.end - mention.begin);
  if (fold_case(place) == place || (mention.begin > 0 && text[mention.begin - 1] != '\n')) return false;
  for (const char byte : place)
    if (byte >= 'a' && byte <= 'z') return false;
  std::string_view rest = text.substr(mention.end);
  rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(' ')));
  for (const std::string_view mark : {"\n", "\r", ",", "(", "-", "–", "—", "/"})
    if (rest.starts_with(mark)) return true;
  return false;
}

// Cities that stand for an organisation or its talks in the news rather than for the country they lie in.
bool is_seat(std::string_view folded_city) {
  for (const std::string_view city :
       {"brussel", "bruksel", "брюссел", "geneva", "cenevre", "женев", "strasb", "страсб", "vienna", "viyana",
        "вен", "hague", "the hague", "lahey", "гааг"})
    if (folded_city.starts_with(city)) return true;
  return false;
}

double dateline_weight(double usual, std::string_view place, std::string_view text) {
  const std::string city = fold(place);
  if (!is_seat(city)) return usual;
  for (const std::string_view organisation :
       {"NATO", "European Union", " EU ", "OSCE", "IAEA", "United Nations"})
    if (text.find(organisation) != std::string_view::npos) return weights.seat_dateline;
  return usual;
}

// Whether a mention names the country itself, not just a place of events, an institution or a person.
bool names_country(const CountryMention& mention) {
  return !mention.place_only && mention.kind < CountryWord::government;
}

// Whether a reader would say that the country is mentioned: by its government, its leader or its capital too,
// but neither by a company, nor by a town or the seat of an organisation where something happened.
bool mentions_country(const CountryMention& mention, std::string_view text) {
  if (names_country(mention) || mention.kind == CountryWord::government ||
      mention.kind == CountryWord::leader)
    return true;
  return mention.kind == CountryWord::capital &&
         !is_seat(fold(text.substr(mention.begin, mention.end - mention.begin)));
}

// Whether a mention is of the country's government, or of a place in it where something happened.
bool is_seated(const CountryMention& mention, std::string_view text) {
  if (names_country(mention) || mention.team || mention.kind == CountryWord::leader) return false;
  return mentions_country(mention, text) ||
         (mention.kind == CountryWord::city &&
          !is_seat(fold(text.substr(mention.begin, mention.end - mention.begin))));
}

void add_body_mention(const CountryMention& mention, std::size_t words_before, CountryEvidence& evidence) {
  const bool name = mention.kind == CountryWord::name || mention.kind == CountryWord::people;
  const bool place = mention.place_only || mention.kind == CountryWord::city;
  const bool lead = words_before < weights.lead_words;
  evidence.lead_names += lead && name;
  evidence.lead_place |= lead && place;
  evidence.lead_leader |= lead && mention.kind == CountryWord::leader;
  evidence.lead_other |= lead && !name && !place && mention.kind != CountryWord::leader;
  evidence.body_names += name;
  evidence.body_others += !name && !place;
  evidence.body_places += place;
  evidence.first_word = std::min(evidence.first_word, words_before);
  evidence.last_word = std::max(evidence.last_word, words_before);
}

// Whether nothing but a comma or "and" stands between two countries.
bool is_listed(std::string_view gap) {
  constexpr std::size_t longest = 12;  // bytes
  if (gap.size() > longest) return false;
  for (const std::string_view joint : {", ", " and ", ", and ", " & ", " and the ", ", the ", " ve ", " ile ",
                                       " və ", " и ", " та ", " і ", " й "})
    if (gap == joint) return true;
  return false;
}

// Notes what countries are named in a row in the lead: "Australia, India, Japan and the United States".
class ListsOfLead {
 public:
  ~ListsOfLead() { close(); }
  void add(std::string_view text, const CountryMention& mention, CountryEvidence& evidence) {
    if (!list_.empty() && !is_listed(text.substr(end_, mention.begin - end_))) close();
    list_.push_back(&evidence);
    end_ = mention.end;
  }

 private:
  void close() {
    if (list_.size() >= weights.least_listed)
      for (CountryEvidence* evidence : list_) evidence->listed = true;
    list_.clear();
  }
  std::vector<CountryEvidence*> list_;
  std::size_t end_ = 0;  // of the last of it
};

// Fills `countries` from title and body; returns how many words the body has.
std::size_t add_text(const Article& article, EvidenceByCountry& countries) {
  const std::string text = title_and_body(article);
  const CountryMentions mentions = country_mentions(text, article.lang);
  const std::size_t title_words = scan_words(article.title).size();
  ListsOfLead lists;
  std::size_t first_end = 0;  // of the first country of the body and those listed with it
  for (const CountryMention& mention : mentions.found) {
    CountryEvidence& evidence = countries[mention.country];
    const bool name = mention.kind == CountryWord::name || mention.kind == CountryWord::people;
    evidence.mentioned |= mentions_country(mention, text);
    if (mention.begin < article.title.size()) {
      (name ? evidence.title_name : evidence.title_other) = true;
      evidence.named |= names_country(mention);
      continue;
    }
    if (mention.word - title_words < weights.lead_words && is_dateline(text, mention)) {
      const std::string_view place =
          std::string_view(text).substr(mention.begin, mention.end - mention.begin);
      evidence.dateline = std::max(evidence.dateline, dateline_weight(weights.dateline, place, text));
      evidence.named |= evidence.dateline > weights.seat_dateline;
      continue;
    }
    evidence.named |= names_country(mention);
    evidence.seated |= is_seated(mention, text);
    if (first_end == 0 || is_listed(std::string_view(text).substr(first_end, mention.begin - first_end))) {
      evidence.first = true;
      first_end = mention.end;
    }
    if (name && mention.word - title_words < weights.lead_words) lists.add(text, mention, evidence);
    add_body_mention(mention, mention.word - title_words, evidence);
  }
  return mentions.words - title_words;
}

// A wire's `dateline` is not among the keys we search, but it says where the article was written.
void add_dateline_field(const Article& article, EvidenceByCountry& countries) {
  if (article.extra.find("\"dateline\"") == std::string::npos) return;
  const auto extra = nlohmann::json::parse(article.extra, nullptr, false);
  if (!extra.is_object() || !extra.contains("dateline") || !extra["dateline"].is_string()) return;
  const auto dateline = extra["dateline"].get<std::string>();
  const CountryMentions mentions = country_mentions(dateline, article.lang);
  if (mentions.found.empty()) return;
  const CountryMention& place = mentions.found.back();  // "Scarborough, Ontario"; "BAKU, Azerbaijan"
  const std::string_view name = std::string_view(dateline).substr(place.begin, place.end - place.begin);
  countries[place.country].dateline = dateline_weight(weights.dateline_field, name, article.text);
}

std::string_view trim_item(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r-*");
  if (begin == std::string_view::npos) return {};
  line.remove_prefix(begin);
  line.remove_suffix(line.size() - 1 - line.find_last_not_of(" \t\r"));
  return line;
}

// A label line "- Country:" with names behind it or, as items, on the lines below. It is looked for in
// all the text, since cleaning takes it out of the body.
void add_label(const Article& article, EvidenceByCountry& countries) {
  static const std::set<std::string, std::less<>> labels{
      "country", "countries", "ulke", "ulkeler", "olke", "olkeler", "страна", "страны", "країна", "країни"};
  constexpr std::size_t longest_label = 40;
  bool in_label = false;
  const auto add = [&](std::string_view name) {
    const auto code = country_code(name);
    if (code) countries[*find_country_row(*code)].label = true;
    return code.has_value();
  };
  split(article.text, '\n', [&](std::string_view line) {
    const std::string_view item = trim_item(line);
    if (item.empty()) return;
    const std::size_t colon = item.find(':');
    if (colon < longest_label && labels.contains(fold(item.substr(0, colon)))) {
      const std::string_view names = item.substr(colon + 1);
      in_label = names.empty();
      split(names, ',', [&](std::string_view name) { add(trim_item(name)); });
    } else {
      in_label = in_label && item.size() < longest_label * 2 && add(item);
    }
  });
}

std::string times(std::size_t count) { return count == 1 ? "once" : std::to_string(count) + " times"; }

// "title, lead, 3 times in the text"
std::string describe(const CountryEvidence& evidence) {
  std::string line;
  const auto add = [&line](bool holds, const std::string& what) {
    if (holds) line += (line.empty() ? "" : ", ") + what;
  };
  add(evidence.title_name || evidence.title_other, "title");
  add(evidence.lead_names > 0 || evidence.lead_other || evidence.lead_place, "lead");
  add(evidence.dateline > 0, "dateline");
  add(evidence.label, "label");
  const std::size_t count = evidence.body_names + evidence.body_others;
  add(count > 0, times(count) + " in the text");
  add(line.empty(), "a place or a person in the text");
  return line;
}

// The countries that a text of `words` words is about by its evidence.
std::set<std::size_t> likely_rows(const EvidenceByCountry& countries, std::size_t words) {
  CountryBody body{.words = words, .one_country = countries.size() == 1};
  body.rate = std::min(1.0, weights.usual_words / std::max(1.0, static_cast<double>(words)));
  for (const auto& [row, evidence] : countries)
    body.most_names = std::max(body.most_names, evidence.body_names);
  std::set<std::size_t> rows;
  double best = 0;
  std::size_t best_row = 0;
  for (const auto& [row, evidence] : countries) {
    const double sum = country_score(evidence, body);
    if (sum >= weights.about) rows.insert(row);
    const bool is_likely = evidence.named || (body.one_country && evidence.seated) ||
                           evidence.body_others >= weights.many_others;
    if (is_likely && sum > best) {
      best = sum;
      best_row = row;
    }
  }
  if (rows.empty() && best >= weights.likeliest) rows.insert(best_row);
  return rows;
}

// The codes the input gave, as rows; what it does not know becomes a warning.
std::set<std::size_t> given_rows(Article& article) {
  std::set<std::size_t> rows;
  for (const std::string& name : article.given_countries) {
    const auto code = country_code(name);
    if (code) {
      rows.insert(*find_country_row(*code));
    } else {
      article.warnings.push_back("country " + name + " is not known");
    }
  }
  return rows;
}

}  // namespace

void find_countries(Article& article) {
  EvidenceByCountry countries;
  const std::size_t words = add_text(article, countries);
  const std::set<std::size_t> given = given_rows(article);
  if (given.empty()) {
    add_dateline_field(article, countries);
    add_label(article, countries);
  }
  for (const std::size_t row : given) countries[row];
  const std::set<std::size_t> about = given.empty() ? likely_rows(countries, words) : given;
  for (const auto& [row, evidence] : countries) {
    const std::string code(country_rows()[row].code);
    if (about.contains(row)) {
      article.countries.push_back(code);
      article.evidence.push_back("country " + code + ": " + (given.empty() ? describe(evidence) : "given"));
    } else if (evidence.mentioned || evidence.label) {
      article.mentions.push_back(code);
      article.evidence.push_back("mention " + code + ": " + describe(evidence));
    }
  }
}

}  // namespace kartotek
