#include "corpus/json_ld.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "corpus/html_attributes.h"
#include "corpus/html_text.h"

namespace kartotek {
namespace {

using Json = nlohmann::json;

constexpr int deepest = 8;

// Line ends in strings, as careless templates have them, are no JSON; comments around it are for old
// browsers.
Json parse(std::string_view script) {
  constexpr std::string_view cdata = "<![CDATA[";
  if (const std::size_t at = script.find(cdata); at < script.find('{'))
    script.remove_prefix(at + cdata.size());
  std::string text(script.substr(std::min(script.find_first_of("{["), script.size())));
  text.erase(std::min(text.rfind("]]>"), text.size()));
  text.erase(text.find_last_of("}]") + 1);
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return Json::parse(text, nullptr, false);
}

// A string, or that of the first element, or the name of the thing; "" for all else.
std::string text_of(const Json& value, int depth = 0) {
  if (value.is_string()) {
    std::string text = value.get<std::string>();
    std::replace(text.begin(), text.end(), '\0', ' ');
    return looks_like_markup(text) ? text_of_markup(text) : text;
  }
  if (depth == deepest) return {};
  if (value.is_array() && !value.empty()) return text_of(value.front(), depth + 1);
  for (const char* key : {"name", "@value", "@id"})
    if (value.is_object() && value.contains(key)) return text_of(value[key], depth + 1);
  return {};
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? std::string() : text_of(*found);
}

bool has_type(const Json& object, std::initializer_list<std::string_view> endings) {
  const auto found = object.find("@type");
  if (found == object.end()) return false;
  const auto fits = [&](const Json& type) {
    return type.is_string() && std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
             return std::string_view(type.get_ref<const std::string&>()).ends_with(ending);
           });
  };
  return found->is_array() ? std::any_of(found->begin(), found->end(), fits) : fits(*found);
}

class Reader {
 public:
  void read(const Json& value, int depth = 0) {
    if (depth == deepest) return;
    if (value.is_array()) {
      for (const Json& element : value) read(element, depth + 1);
    }
    if (!value.is_object()) return;
    // (Those of schema.org and what is made after them; a JobPosting is no article.)
    if (has_type(value, {"Article", "BlogPosting", "MediaPosting", "ForumPosting", "Report"})) {
      take(value);
    } else if (has_type(value, {"WebPage"})) {
      set(of_page_.published, value, "datePublished");
      set(of_page_.modified, value, "dateModified");
    }
    for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"})
      if (value.contains(key)) read(value[key], depth + 1);
  }

  JsonLd take() {
    if (found_.published.empty()) found_.published = of_page_.published;
    if (found_.modified.empty()) found_.modified = of_page_.modified;
    return std::move(found_);
  }

 private:
  void take(const Json& article) {
    if (!found_.headline.empty() || !found_.published.empty()) return;
    set(found_.headline, article, "headline");
    if (found_.headline.empty()) set(found_.headline, article, "name");
    set(found_.published, article, "datePublished");
    if (found_.published.empty()) set(found_.published, article, "dateCreated");
    set(found_.modified, article, "dateModified");
    set(found_.body, article, "articleBody");
    set(found_.url, article, "url");
    if (found_.url.empty()) found_.url = address_of(article, "mainEntityOfPage");
    set(found_.lang, article, "inLanguage");
    set(found_.author, article, "author");
    set(found_.publisher, article, "publisher");
  }

  // Of a page that is named, or is an object with a name of its own.
  static std::string address_of(const Json& object, const char* key) {
    const auto page = object.find(key);
    if (page == object.end()) return {};
    if (!page->is_object()) return text_of(*page);
    const std::string address = text_of(*page, "@id");
    return address.empty() ? text_of(*page, "url") : address;
  }

  static void set(std::string& to, const Json& object, const char* key) {
    if (to.empty()) to = text_of(object, key);
  }

  JsonLd found_;
  JsonLd of_page_;
};

}  // namespace

JsonLd read_json_ld(const std::vector<std::string_view>& scripts) {
  Reader reader;
  for (const std::string_view script : scripts) reader.read(parse(script));
  return reader.take();
}

}  // namespace kartotek
