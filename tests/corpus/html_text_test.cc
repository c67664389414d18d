#include "corpus/html_text.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <vector>

namespace kartotek {
namespace {

TEST(LooksLikeMarkup, KnowsHtmlFromText) {
  for (const char* html : {"<p>Text", "one<br>two", "one<BR/>two</b>", "<a href=x>y", "<IMG SRC='a.jpg'>",
                           "Irak&apos;ın", "a &#8217; b", "<!-- note -->", "<o:p></o:p>", "<b>x"}) {
    EXPECT_TRUE(looks_like_markup(html)) << html;
  }
  for (const char* text :
       {"", "plain", "STANDARD OIL <SRD> and <BP>", "<TD> rose, <BR> fell", "a < b and b > c", "R&D at AT&T",
        "Q&A;", "x<y>z", "see <source> and <name>", "<3 <- ->", "&;&#;&#x;"}) {
    EXPECT_FALSE(looks_like_markup(text)) << text;
  }
}

TEST(TextOfMarkup, IsWhatAReaderSees) {
  struct Row {
    const char* html;
    const char* text;
  };
  const std::vector<Row> rows = {
      {"<p>One</p><p>Two</p>", "One\n\nTwo"},
      {"<div>One</div>\n<div>Two</div>", "One\nTwo"},
      {"One<br/>\n<br />Two", "One\n\nTwo"},
      {"<p>One\n   two\tthree</p>", "One two three"},
      {"Bo<b>l</b>d <i>and</i> not", "Bold and not"},
      {"<ul><li>a</li><li>b</li></ul>after", "a\nb\n\nafter"},
      {"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"},
      {"<pre>a\n  b</pre>", "a\n  b"},
      {"a<script>var p = '<p>';</script>b<STYLE>p{}</style>c<!-- d -->e", "abce"},
      {"<img src='x' alt='Ali'nin evi' width='9'/>Text", "Text"},
      {"<a title=\"a > b\">x</a>", "x"},
      {"<![CDATA[Text]]>", "Text"},
      {"<iframe src='x'></iframe>a<iframe src='y'/>b<iframe>c", "a b c"},
      {"First line\n\nSecond &quot;line&quot;", "First line\n\nSecond \"line\""},
      {"Shares of <SRD> &amp; <BP>", "Shares of <SRD> & <BP>"},
      {"a < b &lt; c", "a < b < c"},
      {"<a/>end", "end"},
  };
  for (const Row& row : rows) EXPECT_EQ(text_of_markup(row.html), row.text) << row.html;
}

TEST(TextOfMarkup, DecodesCharacterReferences) {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"&#039;&apos;&quot;&rsquo;&hellip;", "''\"’…"},
      {"&#8217;&#x2019;&#X2019;", "’’’"},
      {"&#146;&#150;&#128;", "’–€"},  // meant in windows-1252
      {"&scedil;&gbreve;&Idot;&imath;&ccedil;", "şğİıç"},
      {"caf&eacute s&amp;p", "café s&p"},
      {"x?a=1&copy=2&amp=3", "x?a=1&copy=2&amp=3"},
      {"&#0;&#xD800;&#1114112;&#99999999999999999999;", "����"},
      {"a&#7;b", "a b"},
      {"&nosuch; &; & &#; &#x;", "&nosuch; &; & &#; &#x;"},
      {"&amp;quot;", "&quot;"},  // one round only
  };
  for (const auto& [html, text] : rows) EXPECT_EQ(text_of_markup(html), text) << html;
}

TEST(TextOfMarkup, LosesNoTextToWhatNeverEnds) {
  EXPECT_EQ(text_of_markup("<p>a</p><!-- b"), "a\n\n<!-- b");
  EXPECT_EQ(text_of_markup("<p>a</p><a href=\"x>b</a> c"), "a\n\nb c");
  EXPECT_EQ(text_of_markup("a <script>b"), "a b");
  EXPECT_EQ(text_of_markup("cut <a hre"), "cut <a hre");
}

TEST(TextOfMarkup, StaysLinearInHostileInput) {
  const auto repeated = [](const std::string& piece) {
    std::string all;
    while (all.size() < (std::size_t{1} << 20)) all += piece;
    return all;
  };
  for (const char* piece : {"<", "<a ", "<b <", "<i>", "</b>", "<iframe>", "<script>", "<!--", "<a b=\">\" ",
                            "<a b='", "&", "&#", "&amp", "<x y=", "<!x", "</", "]]", "<![CDATA["}) {
    const std::clock_t begin = std::clock();
    const std::string html = repeated(piece);
    looks_like_markup(html);
    text_of_markup(html);
    EXPECT_LT(std::clock() - begin, 10 * CLOCKS_PER_SEC) << piece;
  }
}

}  // namespace
}  // namespace kartotek
