#include "corpus/html_part.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

namespace kartotek {
namespace {

using Part = HtmlNode::Part;
using Words = std::unordered_set<std::string_view>;

Words words_in(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find_first_not_of(" \n"), text.size());
    const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
    if (begin < end) words.insert(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
  return words;
}

// Words in the classes and ids of pages, those of the portals of Turkey, Azerbaijan, Ukraine and Russia
// too: of what is no part of a story, of comments, and of what may be one.
const Words& aside_words() {
  static const Words words = words_in(R"(
      ad ads advert advertisement adv banner promo sponsor sponsored reklam reklama nav navbar
      navigation menu breadcrumb breadcrumbs sidebar sidebars footer topbar toolbar share sharing
      social paylas paylasim related ilgili benzer recommended recommend recommendations trending
      popular latest mostread widget widgets newsletter subscribe subscription signup login cookie
      cookies consent gdpr popup modal overlay tags tag etiket etiketler pagination pager caption
      credit credits skip search outbrain taboola teaser teasers ticker weather currency rating
      authorbox bio print copyright readmore donate sonxeberler byline author meta date tarih
      timestamp)");
  return words;
}

// What such a word may go on: "relatedposts", "sharedaddy", "breadcrumbtrail".
bool begins_as_aside(std::string_view word) {
  constexpr std::array<std::string_view, 8> beginnings = {"related", "advert",     "breadcrumb", "newsletter",
                                                          "sponsor", "sharedaddy", "socialshar", "recommend"};
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](auto beginning) { return word.starts_with(beginning); });
}
const Words& comment_words() {
  static const Words words = {"comment", "comments", "commentlist", "disqus",
                              "respond", "yorum",    "yorumlar",    "serhler"};
  return words;
}
const Words& story_words() {
  static const Words words = {"article", "content", "story",  "body",  "entry",  "post",  "text", "news",
                              "haber",   "metin",   "icerik", "xeber", "detail", "detay", "main"};
  return words;
}

// Calls `take` with each word of "entry-content articleBody post_text": "entry", "content", "article", "body"
// ...
template <class Take>
void for_each_word(std::string_view names, Take take) {
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) take(word);
    word.clear();
  };
  for (const char c : names) {
    const bool capital = c >= 'A' && c <= 'Z';
    const bool letter = capital || (c >= 'a' && c <= 'z');
    if (!letter || (capital && !word.empty())) end_word();
    if (letter) word += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  end_word();
}

template <std::size_t Count>
bool is_one_of(std::string_view name, const std::array<std::string_view, Count>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Part part_by_name(std::string_view name) {
  constexpr std::array<std::string_view, 8> asides = {"nav",  "aside",  "footer",     "form",
                                                      "menu", "dialog", "figcaption", "address"};
  if (name == "article") return Part::article;
  if (name == "main") return Part::main;
  return is_one_of(name, asides) ? Part::aside : Part::none;
}

Part part_by_role(std::string_view role) {
  constexpr std::array<std::string_view, 7> asides = {"navigation", "complementary", "contentinfo", "search",
                                                      "banner",     "dialog",        "menu"};
  if (role == "main") return Part::main;
  if (role == "article") return Part::article;
  return is_one_of(role, asides) ? Part::aside : Part::none;
}

}  // namespace

void set_part(HtmlNode& node, const HtmlAttributes& attributes) {
  constexpr std::size_t longest = 300;  // bytes of a class that is looked at
  node.css_class = attributes["class"].substr(0, longest);
  node.part = part_by_name(node.name);
  if (node.part == Part::none) node.part = part_by_role(attributes["role"]);
  for (const std::string_view names :
       {std::string_view(node.css_class), attributes["id"].substr(0, longest)}) {
    for_each_word(names, [&](std::string_view word) {
      if (comment_words().contains(word)) node.part = Part::comments;
      if (node.part == Part::none && (aside_words().contains(word) || begins_as_aside(word)))
        node.part = Part::aside;
      node.speaks_of_story = node.speaks_of_story || story_words().contains(word);
    });
  }
  if (attributes["itemprop"] == "articleBody" || attributes["property"] == "articleBody")
    node.part = Part::body;
  if (node.name == "html" || node.name == "body") node.part = Part::none;
}

bool speaks_of_date(std::string_view css_class) {
  static const Words words = words_in("date datetime timestamp pubdate published tarih tarihi tarix");
  bool speaks = false;
  bool of_change = false;
  for_each_word(css_class, [&](std::string_view word) {
    speaks = speaks || words.contains(word);
    of_change = of_change || word.starts_with("updat") || word.starts_with("modif") || word == "event";
  });
  return speaks && !of_change;
}

bool is_unseen(std::string_view name, const HtmlAttributes& attributes) {
  constexpr std::array<std::string_view, 8> unseen = {"select", "noscript", "button", "object",
                                                      "svg",    "math",     "audio",  "video"};
  if (name == "html" || name == "body") return false;  // shown by a script in the end
  if (is_one_of(name, unseen) || attributes.has("hidden")) return true;
  std::string style(attributes["style"].substr(0, 300));
  style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos;
}

}  // namespace kartotek
