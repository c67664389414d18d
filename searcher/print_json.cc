#include "searcher/print_json.h"

#include <nlohmann/json.hpp>

#include "corpus/understand.h"

namespace kartotek {
namespace {

using Json = nlohmann::ordered_json;

Json date_or_null(const Date& date) { return date.known() ? Json(to_string(date)) : Json(nullptr); }

// The keys that a hit and a whole article share.
void add_description(const Article& article, Json& json) {
  json["id"] = article.id;
  json["title"] = article.title;
  json["date"] = date_or_null(article.date);
  json["date_source"] = to_string(article.date_source);
  json["countries"] = article.countries;
  json["mentions"] = article.mentions;
}

Json json_of(const std::vector<Facet>& facets) {
  Json json = Json::object();
  for (const Facet& facet : facets) {
    Json& rows = json[std::string(to_string(facet.kind))] = Json::array();
    for (const FacetRow& row : facet.rows)
      rows.push_back({{"value", row.value}, {"label", row.label}, {"count", row.count}});
  }
  return json;
}

}  // namespace

Json json_of(const Hit& hit) {
  Json json{{"rank", hit.rank}, {"score", hit.score}};
  const Article& article = hit.stored.article;
  add_description(article, json);
  json["lang"] = article.lang;
  json["source"] = article.source;
  json["url"] = article.url;
  json["snippet"] = hit.snippet;
  json["highlights"] = hit.highlights;
  json["duplicates"] = hit.duplicates;
  for (const ScorePart& part : hit.score_parts)
    json["explanation"].push_back({{"term", part.name}, {"title", part.title}, {"body", part.body}});
  return json;
}

Json json_of(const Page& page, const std::string& query) {
  Json expansions = Json::array();
  for (const Expansion& expansion : page.expansions)
    expansions.push_back({{"from", expansion.from}, {"to", expansion.to}});
  Json json{{"format_version", 1},
            {"query",
             {{"text", query},
              {"understood", page.understood},
              {"expansions", expansions},
              {"suggestion", page.suggestion.empty() ? Json(nullptr) : Json(page.suggestion)}}},
            {"total", page.total},
            {"total_is_exact", page.total_is_exact},
            {"took_ms", page.took_ms},
            {"hits", Json::array()}};
  if (!page.incomplete.empty()) json["incomplete"] = page.incomplete;
  if (!page.behind.empty()) json["behind"] = page.behind;
  if (!page.related.empty()) json["related"] = page.related;
  if (!page.feedback.empty()) json["query"]["feedback"] = page.feedback;
  for (const Hit& hit : page.hits) json["hits"].push_back(json_of(hit));
  json["facets"] = json_of(page.facets);
  return json;
}

Json json_of(const StoredArticle& stored) {
  const Article& article = stored.article;
  Json json = Json::object();
  add_description(article, json);
  json["evidence"] = article.evidence;
  json["lang"] = article.lang;
  json["source"] = article.source;
  json["url"] = article.url;
  json["path"] = article.path;
  json["first_indexed"] = stored.first_indexed;
  json["text"] = body_text(article);
  json["original"] = article.text;
  json["extra"] = article.extra.empty() ? Json::object() : Json::parse(article.extra);
  return json;
}

Json json_of(const Stats& stats) {
  Json json{{"format_version", 1},
            {"articles", stats.articles},
            {"undated", stats.undated},
            {"first_date", date_or_null(stats.first)},
            {"last_date", date_or_null(stats.last)},
            {"words", stats.terms},
            {"bytes", stats.bytes},
            {"written_by", stats.written_by}};
  if (!stats.incomplete.empty()) json["incomplete"] = stats.incomplete;
  json["facets"] = json_of(stats.facets);
  return json;
}

std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace kartotek
