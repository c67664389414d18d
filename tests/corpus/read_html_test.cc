#include "corpus/read_html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <vector>

#include "corpus/understand.h"
#include "corpus/unicode.h"

namespace kartotek {
namespace {

using testing::HasSubstr;
using testing::Not;

// The one article of a page, understood; an empty one where it is a reject.
Article article_of(std::string_view html) {
  Article found;
  const auto take = [&](Article&& article) {
    understand(article);
    found = std::move(article);
  };
  read_html(bytes_of(html), {"", "page.html", "wire", "/data/page.html"}, take, [](Reject&&) {});
  return found;
}

std::string page_of(const std::string& head, const std::string& body) {
  return "<!DOCTYPE html><html><head>" + head + "</head><body>" + body + "</body></html>";
}
std::string title_of(const std::string& head, const std::string& body) {
  return article_of(page_of(head, body)).title;
}
std::string date_of(const std::string& head, const std::string& body = "") {
  const Article article = article_of(page_of(head, body + "<h1>Fleet returns</h1>"));
  return to_string(article.date) + " " + std::string(to_string(article.date_source));
}
// The lines of the story of a page.
std::string body_of(const std::string& body) {
  std::string lines = body_text(article_of(page_of("<title>T</title>", body)));
  for (std::size_t at = 0; (at = lines.find("\n\n")) != std::string::npos;) lines.erase(at, 1);
  return lines;
}

const std::string first =
    "<p>The carrier group came home on Friday after six months at sea, the navy said.</p>";
const std::string second =
    "<p>Another group is to leave in the spring and will stay until the autumn comes.</p>";
const std::string story =
    "The carrier group came home on Friday after six months at sea, the navy said.\n"
    "Another group is to leave in the spring and will stay until the autumn comes.";

TEST(ReadHtml, NamesItsArticle) {
  const Article article = article_of(page_of("<title>Fleet returns</title>", first));
  EXPECT_EQ(article.id, "page.html");
  EXPECT_EQ(article.source, "wire") << "the name of the site is no SOURCE";
  EXPECT_EQ(article.path, "/data/page.html");
}

TEST(ReadHtml, RefusesPagesWithNothingToRead) {
  for (const char* html :
       {"", "<html></html>", "<script>text()</script>", "<!-- text -->", "<p>&nbsp;</p>"}) {
    std::vector<Reject> rejects;
    read_html(
        bytes_of(html), {"", "p", "s", "p"}, [&](Article&&) { FAIL() << html; },
        [&](Reject&& reject) { rejects.push_back(std::move(reject)); });
    ASSERT_EQ(rejects.size(), 1U);
    EXPECT_EQ(rejects[0].bytes, html);
  }
}

TEST(ReadHtml, CutsTheSiteOffTheTitle) {
  const std::string h1 = "<h1>Fleet returns</h1>";
  const std::string site = R"(<meta property="og:site_name" content="Naval Gazette">)";
  EXPECT_EQ(title_of(site + "<meta property=og:title content='Fleet returns - Naval Gazette'>", ""),
            "Fleet returns");
  EXPECT_EQ(title_of(site + "<title>Naval Gazette: Fleet returns</title>", ""), "Fleet returns");
  EXPECT_EQ(title_of("<title>Fleet returns – Son Dakika Haberleri</title>", h1), "Fleet returns");
  EXPECT_EQ(title_of("<title>Fleet returns to its port | World | Gazette</title>", ""),
            "Fleet returns to its port");
  EXPECT_EQ(
      title_of(
          "<link rel=canonical href=https://www.hurriyet.com.tr/a/1><title>Fleet returns - Hürriyet</title>",
          ""),
      "Fleet returns");
  EXPECT_EQ(
      title_of("<link rel=canonical href=https://en.gazette.com/a/1><title>Fleet returns | Gazette</title>",
               ""),
      "Fleet returns");
  EXPECT_EQ(
      title_of("<link rel=canonical href=https://en.apa.az/a/1><title>EN: Fleet returns - APA</title>", ""),
      "EN: Fleet returns");
  EXPECT_EQ(title_of("<title>NATO expands - Baltic states worry</title>", first),
            "NATO expands - Baltic states worry");
  EXPECT_EQ(title_of("<title>Drones: a new war</title>", first), "Drones: a new war");
  EXPECT_EQ(title_of(site + "<title>Naval Gazette</title>", h1), "Fleet returns");
  // Of a page without an address no part of the title is its host.
  EXPECT_EQ(title_of("<title>#Breaking: NATO expands - Baltic states worry</title>", first),
            "#Breaking: NATO expands - Baltic states worry");
}

TEST(ReadHtml, TakesTheTitleFromWhereItIsBest) {
  EXPECT_EQ(title_of("<meta property=og:title content='Kaç &amp;quot;S-400&amp;quot;?'><title>X</title>", ""),
            "Kaç \"S-400\"?");
  EXPECT_EQ(
      title_of(
          R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"From JSON"}</script><title>X</title>)",
          ""),
      "From JSON");
  EXPECT_EQ(title_of("<meta property=og:title content='Fleet returns to the...'>",
                     "<h1>Fleet returns to the bay</h1>"),
            "Fleet returns to the bay");
  EXPECT_EQ(title_of("<title>News</title>", "<div>Fleet returns to the bay</div>" + first),
            "Fleet returns to the bay");
  EXPECT_EQ(title_of("", "<h1>Fleet <b>returns</b> &amp; rests</h1>"), "Fleet returns & rests");
}

TEST(ReadHtml, PublishedBeatsUpdated) {
  const std::string updated = "<meta property='article:modified_time' content='2021-05-01T00:00:00Z'>";
  EXPECT_EQ(date_of(updated), "2021-05-01 meta");
  EXPECT_EQ(date_of(updated + "<meta property='article:published_time' content='2021-04-15T10:00:00+03:00'>"),
            "2021-04-15 meta");
  EXPECT_EQ(date_of(updated, "<time datetime='2021-04-16'>"), "2021-04-16 meta");
  EXPECT_EQ(date_of("",
                    "<time class='entry-date published updated' datetime=2021-04-16>16</time><time "
                    "class=updated datetime=2021-04-17>"),
            "2021-04-16 meta");
}

TEST(ReadHtml, KnowsManyNamesOfDates) {
  for (const char* name : {"pubdate", "DC.date.issued", "datePublished", "sailthru.date",
                           "mediator_published_time", "parsely-pub-date", "publish-date", "date"}) {
    EXPECT_EQ(date_of("<meta name='" + std::string(name) + "' content='15 Apr 2021'>"), "2021-04-15 meta")
        << name;
    EXPECT_EQ(date_of("<meta itemprop='" + std::string(name) + "' content='2021-04-15'>"), "2021-04-15 meta")
        << name;
  }
  EXPECT_EQ(date_of("", "<span itemprop=datePublished content=2021-04-15></span>"), "2021-04-15 meta");
  EXPECT_EQ(date_of("", "<time>15 April 2021</time>"), "2021-04-15 meta");
  const std::string other = "<article><time datetime=2019-01-01></time></article>";
  EXPECT_EQ(date_of("", other + "<span itemprop=datePublished><span>15</span> April 2021</span> 16 May 2021"),
            "2021-04-15 meta");
  EXPECT_EQ(
      date_of("", other + "<div itemprop=datePublished><b>On:</b><time datetime=2021-04-15>x</time></div>"),
      "2021-04-15 meta");
}

TEST(ReadHtml, ReadsTheFirstDateBelowTheHeadingThatIsOneByItsClass) {
  const auto date = [](const std::string& body) {
    const Article article = article_of(page_of("", body));
    return to_string(article.date) + " " + std::string(to_string(article.date_source));
  };
  const std::string h1 = "<h1>The fleet returns to the bay</h1>";
  const std::string published =
      "<div class=meta><span>Jane Roe</span> <span class=post-date>15 April 2021</span></div>";
  EXPECT_EQ(date(h1 + published + first), "2021-04-15 meta");
  EXPECT_EQ(date("<h1>Gazette</h1><div class=date>24 May 2026</div>" + h1 + published + first),
            "2021-04-15 meta");
  EXPECT_EQ(date(h1 + published + first + "<span class=date>1 May 2021</span>"), "2021-04-15 meta");
  EXPECT_EQ(date(h1 + "<div class=date>3 hours ago</div>" + first), " none");
  EXPECT_EQ(date(h1 + "<i class=update-date>1 May 2021</i>" + published + first), "2021-04-15 meta");
  const std::string paragraph = "<p>" + std::string(60, 'x') + ' ' + std::string(60, 'y') + "</p>";
  EXPECT_EQ(date(h1 + paragraph + "<div class=date>27 July 2019</div>"), " none") << "of an event";
  EXPECT_EQ(date(h1 + published + "<article><time datetime=2021-04-14></time></article>"), "2021-04-14 meta");
}

TEST(ReadHtml, ReadsDatesInJsonLd) {
  const auto json = [](const std::string& text) {
    return date_of("<script type='application/ld+json'>" + text + "</script>");
  };
  EXPECT_EQ(
      json(R"({"@type":"NewsArticle","datePublished":"2021-04-15T10:00Z","dateModified":"2021-05-01"})"),
      "2021-04-15 meta");
  EXPECT_EQ(
      json(
          R"([{"@type":"BreadcrumbList"},{"@type":["Thing","ReportageNewsArticle"],"datePublished":"2021-04-15"}])"),
      "2021-04-15 meta");
  EXPECT_EQ(
      json(
          R"({"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},{"@type":"Article","datePublished":"2021-04-15"}]})"),
      "2021-04-15 meta");
  EXPECT_EQ(json(R"({"@graph":[{"@type":"WebPage","datePublished":"2020-01-01"}]})"), "2020-01-01 meta");
  EXPECT_EQ(
      json("//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"a\nb\",\"datePublished\":\"2021-04-15\"}\n//"
           "]]>"),
      "2021-04-15 meta");
  EXPECT_EQ(json(R"({"@type":"VideoObject","datePublished":"2021-04-15"})"), " none");
  EXPECT_EQ(json("{\"@type\":"), " none");
  EXPECT_EQ(json(R"({"@type":"JobPosting","datePublished":"2021-04-15"})"), " none");
  EXPECT_EQ(json(R"({"@type":"Report","datePublished":"2021-04-15"})"), "2021-04-15 meta");
}

TEST(ReadHtml, PassesOverWhatIsNoDate) {
  const std::string zero = "<meta property='article:published_time' content='0001-01-01T00:00:00'>";
  EXPECT_EQ(date_of(zero, "<time datetime=2021-04-15>"), "2021-04-15 meta");
  EXPECT_EQ(date_of("<meta name=date content=yesterday><meta name=pubdate content=2021-02-30>"), " none");
  const std::string related = "<aside><time datetime=2019-01-01></time></aside>";
  EXPECT_EQ(date_of("", related + "<article><time datetime=2021-04-15></time></article>"), "2021-04-15 meta");
}

TEST(ReadHtml, TakesUrlAndLanguage) {
  const std::string text = "<h1>Fleet returns</h1>" + first + second;
  const auto url = [&](const std::string& head) { return article_of(page_of(head, text)).url; };
  EXPECT_EQ(url("<link rel='canonical' href='https://a.example/1?a=1&amp;b=2'>"),
            "https://a.example/1?a=1&b=2");
  EXPECT_EQ(
      url("<link rel=canonical href=https://a.example/><meta property=og:url content=https://a.example/1>"),
      "https://a.example/1");
  EXPECT_EQ(url("<link rel=canonical href=/1>"), "");
  EXPECT_EQ(url("<!-- saved from url=(0019)https://a.example/1 -->"), "https://a.example/1");
  EXPECT_EQ(url("<!-- saved from url=(0014)about:internet -->"), "");
  EXPECT_EQ(url("<!-- saved from url=(0019"), "");
  EXPECT_EQ(url(R"(<script type="application/ld+json">{"@type":"NewsArticle","mainEntityOfPage":)"
                R"({"@type":"WebPage","name":"Gazette","@id":"https://a.example/1"}}</script>)"),
            "https://a.example/1");
  const auto lang = [&](const std::string& tag) {
    return article_of("<html lang=" + tag + "><title>T</title>" + text).lang;
  };
  EXPECT_EQ(lang("en-US"), "en");
  EXPECT_EQ(lang("de"), "de");
  EXPECT_EQ(lang("tr"), "en") << "the text is English whatever the template says";
}

TEST(ReadHtml, LeavesOutAllThatIsNoStory) {
  const char* const asides[] = {"<nav><p>$</p></nav>",
                                "<aside><p>$</p></aside>",
                                "<footer><p>$</p></footer>",
                                "<form><p>$</p></form>",
                                "<figure><img src=a><figcaption>$</figcaption></figure>",
                                "<script>$</script>",
                                "<style>$</style>",
                                "<noscript>$</noscript>",
                                "<template><p>$</p></template>",
                                "<!-- $ -->",
                                "<select><option>$</select>",
                                "<textarea>$</textarea>",
                                "<iframe>$</iframe>",
                                "<p hidden>$</p>",
                                "<div style='display: none'><p>$</p></div>",
                                "<div class=related-posts><p>$</p></div>",
                                "<div id=comments><p>$</p></div>",
                                "<div class='yorumlar'><p>$</p></div>",
                                "<ul class=socialShare><li>$</ul>",
                                "<div role=navigation>$</div>",
                                "<svg><title>$</title></svg>",
                                "<p><a href=x>$</a></p>"};
  for (std::string aside : asides) {
    aside.replace(aside.find('$'), 1,
                  "Navy of another story buys ships for all the money that there is in the land.");
    EXPECT_EQ(body_of("<div>" + first + aside + second + "</div>"), story) << aside;
  }
}

TEST(ReadHtml, KeepsWhatIsOnlyNamedLikeAnAside) {
  EXPECT_EQ(body_of("<form id=aspnetForm>" + first + second + "</form>"), story);
  EXPECT_EQ(body_of("<div class='has-sidebar share'><h1>T</h1>" + first + second + "</div>"), story);
  EXPECT_THAT(
      body_of("<article><p>See <a href=x>the report</a> of the navy for more.</p>" + first + "</article>"),
      HasSubstr("the report"));
}

TEST(ReadHtml, FindsTheStoryWithoutAnyHint) {
  const std::string menu = "<div><a href=a>World</a><br><a href=b>Sports</a></div>";
  EXPECT_EQ(body_of(menu + "<div><div>" + first + second + "</div><div>Copyright</div></div>"), story);
  EXPECT_EQ(body_of("<table><tr><td>" + menu + "<td>" + first + second + "<td>" + menu + "</table>"), story);
  const std::string wrapped =
      "<div><div class=b>" + first + "</div><div class=ad>x</div><div class=b>" + second + "</div></div>";
  EXPECT_EQ(body_of(menu + wrapped), story) << "each paragraph in an element of its own";
  EXPECT_EQ(body_of("<article><div class=spot>" + first + "</div><div itemprop=articleBody>" + second +
                    "</div></article>"),
            story)
      << "the lead stands beside the rest";
}

TEST(ReadHtml, ShowsLinesAndTables) {
  const std::string text = body_of(
      "<article>" + first + "<ul><li>One ship<li>Two boats</ul>" +
      "<table><tr><th>Type<th>Range<tr><td>S-400<td>400 km</table><pre>a b\nc</pre>One<br>two</article>");
  EXPECT_THAT(text, HasSubstr("One ship\nTwo boats"));
  EXPECT_THAT(text, HasSubstr("Type | Range\nS-400 | 400 km"));
  EXPECT_THAT(text, HasSubstr("One\ntwo"));
}

TEST(ReadHtml, KeepsTheWholePageAsItsText) {
  const Article article = article_of(
      page_of("<title>T</title>", "<nav>Menu</nav><article>" + first + "</article><footer>Imprint</footer>"));
  EXPECT_THAT(article.text, HasSubstr("Menu"));
  EXPECT_THAT(article.text, HasSubstr("Imprint"));
  EXPECT_THAT(body_text(article), Not(HasSubstr("Imprint")));
}

TEST(ReadHtml, MendsBrokenPages) {
  EXPECT_EQ(body_of("<div><p>The carrier group <b>came <i>home</b> on</i> Friday after six months at sea, "
                    "the navy said."
                    "</span></div></div></div><p>Another group is to leave in the spring and will stay until "
                    "the autumn comes."
                    "<script>never('<p>ends</p>')"),
            story);
  EXPECT_EQ(
      body_of(first + "<p>There is <a href=x>more<p>Another group is to leave in the spring and will stay "
                      "until the autumn comes."),
      story.substr(0, story.find('\n') + 1) + "There is more\n" + story.substr(story.find('\n') + 1));
  EXPECT_EQ(body_of("<P CLASS=x>&laquo;R&D&raquo; costs 5 &lt; 6 &euro; &#8211; that is what everybody there "
                    "said, &ccedil;ok.</P>"),
            "«R&D» costs 5 < 6 € – that is what everybody there said, çok.");
  EXPECT_EQ(body_of("<p>&lt;b&gt;Bold&lt;/b&gt; is how a word is made to stand out on such pages.</p>"),
            "<b>Bold</b> is how a word is made to stand out on such pages.");
}

TEST(ReadHtml, BelievesTheCharsetOfThePage) {
  const std::string turkish = "<meta charset=iso-8859-9><title>T\xFDp</title>" + first;
  EXPECT_EQ(article_of(turkish).title, "Tıp");
  const std::string russian =
      "<meta http-equiv=content-type content='text/html; charset=koi8-r'><title>\xF4\xC5\xD3\xD4</title>" +
      first;
  EXPECT_EQ(article_of(russian).title, "Тест");
  EXPECT_EQ(article_of("<meta charset=windows-1251><title>Şəki döyüşü</title>" + first).title, "Şəki döyüşü")
      << "it is UTF-8";
  for (const std::string label : {"none-such", "unicode", "utf-16", "utf8", "unicode-1-1-utf-8"})
    EXPECT_EQ(
        article_of("<meta charset=" + label + "><title>caf\xE9 au lait du monde</title>" + first + second)
            .title,
        "café au lait du monde")
        << label;
}

TEST(ReadHtml, TellsWhatOnlyJsonLdOrTheDescriptionTells) {
  const std::string body =
      "WARSAW - Poland signed a contract on Friday, the minister said. &quot;More&quot; may follow, he told "
      "reporters there.";
  const std::string json =
      R"(<script type="application/ld+json">{"@type":"NewsArticle","articleBody":")" + body + "\"}</script>";
  const Article made_by_script = article_of(page_of("<title>T</title>" + json, "<div>Loading...</div>"));
  EXPECT_THAT(body_text(made_by_script), HasSubstr("\"More\" may follow"));
  EXPECT_THAT(body_text(made_by_script), Not(HasSubstr("Loading")));
  EXPECT_EQ(
      body_text(article_of(page_of("<title>T</title><meta name=description content='A short lead.'>", ""))),
      "A short lead.");
}

TEST(ReadHtml, IsLinearInHostilePages) {
  const auto repeated = [](const std::string& piece, std::size_t bytes) {
    std::string all;
    for (std::size_t i = 0; all.size() < bytes; ++i) all += piece + std::to_string(i);
    return all;
  };
  constexpr std::size_t size = std::size_t{1} << 18;  // quadratic, each of these took minutes
  for (const char* piece : {"<div>",       "<b id=",       "<p><b>",    "<a href=",
                            "<table><td>", "<li>",         "</div>",    "<",
                            "<!--",        "<a ",          "&",         "<div hidden>",
                            "<script>",    "<title>",      "<time>",    "<span hidden><span>",
                            "<dl><dd>",    "<div class='", "</p></td>", "<article>",
                            "<pre>\n"}) {
    const std::clock_t begin = std::clock();
    article_of(repeated(piece, size));
    EXPECT_LT(std::clock() - begin, 20 * CLOCKS_PER_SEC) << piece;
  }
  article_of("<title>T</title><div a=\"" + std::string(4 * size, 'x') + "\">text");
}

}  // namespace
}  // namespace kartotek
