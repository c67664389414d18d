#pragma once

#include <string>
#include <vector>

#include "corpus/html_page.h"
#include "corpus/json_ld.h"

namespace kartotek {

// What a page says of its story outside of the text: meta tags, JSON-LD, time elements, its first heading.
struct PageFacts {
  std::string title;            // without the name of the site; one line
  bool is_title_vague = false;  // it is two words at most, and only the title element says so
  std::string date;             // as written: the first that is a date, else the first there is
  std::string url;              // absolute
  std::string lang;             // as written
  std::string site_name, author, description;
};

// Of each the best there is. title: og:title, the headline of JSON-LD, the h1, the title element. date: one
// of publishing (meta, JSON-LD, time elements), else one of updating. url: canonical, og:url, JSON-LD.
// Thread-safe.
PageFacts find_page_facts(const HtmlPage& page, const JsonLd& json_ld);

// `title` without the name of its site in front or behind. `site`: its name, "" where unknown; `url`: that
// of the page, whose host may name it; `headings`: lines of the page; a part of the title that is one of
// them is the title.
std::string without_site(const std::string& title, const std::string& site, const std::string& url,
                         const std::vector<std::string>& headings);

}  // namespace kartotek
