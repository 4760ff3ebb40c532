#include "render/markdown_html.hpp"

#include "render/html_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace http_task::host {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i)
    all += text;
  return all;
}

constexpr std::string_view rel = "\" rel=\"noopener noreferrer\" target=\"_blank\">";

TEST(MarkdownHtml, HasTheElementsOfCommonMark) {
  EXPECT_EQ(markdown_to_html("A *b* **c** `d<e` ~~f~~  \ng\nh"),
            "<p>A <em>b</em> <strong>c</strong> <code>d&lt;e</code> <del>f</del><br>\ng\nh</p>\n");
  EXPECT_EQ(markdown_to_html("1. a\n2. b\n"), "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n");
  EXPECT_EQ(markdown_to_html("3. a\n"), "<ol start=\"3\">\n<li>a</li>\n</ol>\n");
  EXPECT_EQ(markdown_to_html("> q\n\n---\n"), "<blockquote><p>q</p>\n</blockquote>\n<hr>\n");
  EXPECT_EQ(markdown_to_html("```json\n{\"a\": 1}\n```\n"),
            "<pre><code class=\"language-json\">{&quot;a&quot;: 1}\n</code></pre>\n");
  EXPECT_EQ(markdown_to_html("|a|b|\n|:---:|---:|\n|1|2|\n"),
            "<table>\n<thead>\n<tr><th class=\"align-center\">a</th><th "
            "class=\"align-right\">b</th></tr>\n</thead>\n"
            "<tbody>\n<tr><td class=\"align-center\">1</td><td "
            "class=\"align-right\">2</td></tr>\n</tbody>\n</table>\n");
}

TEST(MarkdownHtml, PutsHeadingsBelowThoseOfThePage) {
  EXPECT_EQ(markdown_to_html("# a\n## b\n###### c\n"), "<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>\n");
  EXPECT_EQ(markdown_to_html("# a", {.first_heading = 1}), "<h1>a</h1>\n");
}

TEST(MarkdownHtml, LinksOnlyToTheWebAndToMail) {
  EXPECT_EQ(markdown_to_html("[a](https://x.test/?a=1&b=ü \"t\")"),
            "<p><a href=\"https://x.test/?a=1&amp;b=%C3%BC" + std::string(rel) + "a</a></p>\n");
  EXPECT_THAT(markdown_to_html("[a](mailto:a@x.test)"), HasSubstr("href=\"mailto:a@x.test\""));
  EXPECT_THAT(markdown_to_html("see http://x.test/y now"), HasSubstr("<a href=\"http://x.test/y\""));
  for (const char* target :
       {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)",
        "java&#10;script:alert(1)", "javascript&colon;alert(1)", "data:text/html,x", "vbscript:x",
        "file:///etc/passwd", "//x.test", "/x", "#x", "x", "", "https:x", "\\javascript:x",
        "%6Aavascript:x"}) {
    EXPECT_EQ(markdown_to_html("[a](" + std::string(target) + ")"), "<p>a</p>\n") << target;
  }
}

TEST(MarkdownHtml, WhatBreaksOutOfAnAttributeIsEncoded) {
  const std::string html = markdown_to_html("[a](<https://x.test/\"onmouseover=\"alert(1)>)");
  EXPECT_EQ(html,
            "<p><a href=\"https://x.test/%22onmouseover=%22alert(1)" + std::string(rel) + "a</a></p>\n");
  EXPECT_THAT(markdown_to_html("```js\" onclick=\"x\ny\n```"), Not(HasSubstr("onclick")));
}

TEST(MarkdownHtml, LoadsNoImages) {
  EXPECT_EQ(markdown_to_html("![A *cat*](https://x.test/cat.png)"),
            "<p><a href=\"https://x.test/cat.png" + std::string(rel) + "A <em>cat</em></a></p>\n");
  EXPECT_EQ(markdown_to_html("![x](data:image/svg+xml,y)"), "<p>x</p>\n");
  EXPECT_EQ(markdown_to_html("[![x](https://a.test/i.png)](https://b.test)"),
            "<p><a href=\"https://b.test" + std::string(rel) + "x</a></p>\n");
}

TEST(MarkdownHtml, RawHtmlLosesItsTagsAndKeepsItsWords) {
  EXPECT_EQ(markdown_to_html("a <b onclick=\"x\">b</b><br/>c"), "<p>a b<br>c</p>\n");
  EXPECT_EQ(markdown_to_html("<p>One &amp; <i>two</i></p>\n<ul><li>three</li></ul>\n"),
            "<p>One &amp; two<br>\nthree<br>\n</p>\n");
  EXPECT_EQ(markdown_to_html("<script>alert('x')</script>\n"), "<p>\n</p>\n");
  EXPECT_EQ(markdown_to_html("<style>\n*{}\n</style>\n\nwords\n"), "<p>\n</p>\n<p>words</p>\n");
  EXPECT_EQ(markdown_to_html("<!-- <script> -->\n"), "<p>\n</p>\n");
  EXPECT_THAT(markdown_to_html("<img src=x onerror=alert(1)>"), Not(HasSubstr("img")));
  EXPECT_THAT(markdown_to_html("<iframe srcdoc='<script>x</script>'></iframe>\n"),
              AllOf(Not(HasSubstr("<iframe")), Not(HasSubstr("<script"))));
  EXPECT_EQ(markdown_to_html("a < b > c & d \" '"), "<p>a &lt; b &gt; c &amp; d &quot; &#39;</p>\n");
  EXPECT_EQ(markdown_to_html("`<script>`"), "<p><code>&lt;script&gt;</code></p>\n");
}

TEST(MarkdownHtml, TagsThatNeverEndShowNothing) {
  for (const char* text : {"<div onclick=\"", "<script", "<!--", "<![CDATA[ <b>", "<?php <script>", "</"}) {
    const std::string html = markdown_to_html(text);
    EXPECT_THAT(html, AllOf(Not(HasSubstr("<div")), Not(HasSubstr("<script")), Not(HasSubstr("<!")),
                            Not(HasSubstr("<?"))))
        << text;
  }
}

TEST(MarkdownHtml, CharacterReferencesAreCharacters) {
  EXPECT_EQ(markdown_to_html("&lt;script&gt; &copy; &#60;b&#62; &#0; &#xD800;"),
            "<p>&lt;script&gt; &copy; &lt;b&gt; \xEF\xBF\xBD \xEF\xBF\xBD</p>\n");
}

TEST(MarkdownHtml, NothingTurnsTheDirectionOfWriting) {
  EXPECT_EQ(markdown_to_html("a\xE2\x80\xAE"
                             "b &#x202E;c &#8294;d `e\xE2\x81\xA6`"),
            "<p>ab c d <code>e</code></p>\n");
  EXPECT_EQ(without_controls("a\x01\x1b\x7f\xC2\x85"
                             "b\tc\n"),
            "ab\tc\n");
  EXPECT_EQ(without_controls("\xFF\xC0\xAF\xED\xA0\x80z"), repeated("\xEF\xBF\xBD", 6) + "z");
  EXPECT_EQ(without_controls("שלום 日本 😀"), "שלום 日本 😀");
}

TEST(MarkdownHtml, LongLinesStayWhole) {
  const std::string line(100'000, 'x');
  EXPECT_EQ(markdown_to_html(line), "<p>" + line + "</p>\n");
  EXPECT_EQ(markdown_to_html("`" + line + "`"), "<p><code>" + line + "</code></p>\n");
}

TEST(MarkdownHtml, IsBoundedAndClosesWhatItOpened) {
  EXPECT_EQ(markdown_to_html("aüb", {.bytes = 2}), "<p>a</p>\n<p>…</p>\n");
  const std::string cut = markdown_to_html(repeated("> **a\n", 2000), {.html = 1000});
  EXPECT_LT(cut.size(), 1500U);
  EXPECT_TRUE(cut.ends_with("<p>…</p>\n"));
  const std::string deep = markdown_to_html(repeated(">", 50'000) + "a");
  EXPECT_LT(deep.size(), 10'000U);
  EXPECT_THAT(deep, HasSubstr("a"));
}

TEST(MarkdownHtml, TakesHostileTextInItsStride) {
  for (const char* part :
       {"[",       "![", "[a](", "*a_",      "`",  "<",   "<a ", "&",    "&#",  "|",      "|a\n|-\n",
        "http://", "a@", "~~",   "[a]: b\n", "- ", "1. ", "\\",  "<!--", "[][", "**a *b "}) {
    const std::string html = markdown_to_html(repeated(part, 20'000));
    EXPECT_LT(html.size(), std::size_t{3} << 20) << part;
  }
  const std::string wide = markdown_to_html(repeated("|a", 20'000) + "|\n" + repeated("|---", 20'000) +
                                            "|\n" + repeated("|\n", 20'000));
  EXPECT_LT(wide.size(), std::size_t{3} << 20);
}

} // namespace
} // namespace http_task::host
