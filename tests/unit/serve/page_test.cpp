#include "serve/page.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace http_task::host {
namespace {

constexpr std::array files{
    page_file{"/index.html", "text/html; charset=utf-8", "\"i1\"", false, "<html>", "br", "gz"},
    page_file{"/main-abc.js", "text/javascript", "\"m1\"", true, "code", "", "gz"},
};

std::string_view field(const page_answer& answer, std::string_view name) {
  const auto found = std::ranges::find(answer.headers, name, [](const auto& header) { return header.first; });
  return found != answer.headers.end() ? found->second : std::string_view();
}

TEST(Page, TheBestFormThatIsAccepted) {
  EXPECT_EQ(answer_page(files, "/", "gzip, deflate, br", "").body, "br");
  EXPECT_EQ(answer_page(files, "/index.html", "gzip;q=1.0, br;q=0", "").body, "gz");
  EXPECT_EQ(answer_page(files, "/", "brotli, xgzip", "").body, "<html>");
  const page_answer script = answer_page(files, "/main-abc.js", "BR, GZIP", "");
  EXPECT_EQ(script.body, "gz");
  EXPECT_EQ(field(script, "Content-Encoding"), "gzip");
  EXPECT_EQ(field(script, "Content-Type"), "text/javascript");
}

TEST(Page, WhatHasAHashInItsNameIsKept) {
  EXPECT_NE(field(answer_page(files, "/main-abc.js", "", ""), "Cache-Control").find("immutable"),
            std::string_view::npos);
  EXPECT_EQ(field(answer_page(files, "/", "", ""), "Cache-Control"), "no-cache");
}

TEST(Page, WhatTheBrowserHasIsNotSent) {
  const page_answer answer = answer_page(files, "/", "br", "\"x\", W/\"i1\"");
  EXPECT_EQ(answer.status, 304U);
  EXPECT_EQ(answer.body, "");
  EXPECT_EQ(field(answer, "Content-Encoding"), "");
  EXPECT_EQ(answer_page(files, "/", "br", "\"i2\"").status, 200U);
}

TEST(Page, NothingElseIsThere) {
  EXPECT_EQ(answer_page(files, "/../index.html", "", "").status, 404U);
  EXPECT_EQ(answer_page(files, "", "", "").status, 404U);
  EXPECT_EQ(answer_page({}, "/main-abc.js", "", "").status, 404U);
  EXPECT_NE(answer_page({}, "/", "", "").body.find("not part of this build"), std::string_view::npos);
}

} // namespace
} // namespace http_task::host
