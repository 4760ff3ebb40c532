#include "message/media_type.hpp"

#include <gtest/gtest.h>

namespace http_task::message {
namespace {

TEST(media_type, reads_type_subtype_and_parameters) {
  const auto m = parse_media_type(" Application/Problem+JSON ; Charset=\"utf-8\";q=1 ");
  ASSERT_TRUE(m);
  EXPECT_EQ(m->essence(), "application/problem+json");
  ASSERT_NE(m->parameter("charset"), nullptr);
  EXPECT_EQ(*m->parameter("charset"), "utf-8");
  EXPECT_EQ(*m->parameter("q"), "1");
  EXPECT_EQ(m->parameter("boundary"), nullptr);
}

TEST(media_type, reads_quoted_values) {
  const auto m = parse_media_type("multipart/mixed; boundary=\"a;b\\\"c\" ; x=y");
  ASSERT_TRUE(m);
  EXPECT_EQ(*m->parameter("boundary"), "a;b\"c");
  EXPECT_EQ(*m->parameter("x"), "y");
}

TEST(media_type, accepts_empty_parameters) {
  EXPECT_TRUE(parse_media_type("text/plain;"));
  EXPECT_TRUE(parse_media_type("text/plain;;charset=utf-8"));
}

TEST(media_type, refuses_what_is_none) {
  for (const char* text : {"", "text", "text/", "/plain", "te xt/plain", "text/plain x", "text/plain;charset",
                           "text/plain;charset=", "text/plain;charset=\"utf-8", "text/plain;charset=\"a\"b",
                           "text/plain;=x", "text/plain, text/html", "text/pl\r\nain"})
    EXPECT_FALSE(parse_media_type(text)) << text;
}

TEST(media_type, knows_json_xml_and_text) {
  const auto of = [](const char* text) { return parse_media_type(text).value(); };
  EXPECT_TRUE(is_json(of("application/json")));
  EXPECT_TRUE(is_json(of("text/json; charset=utf-8")));
  EXPECT_TRUE(is_json(of("application/vnd.api+json")));
  EXPECT_FALSE(is_json(of("application/jsonlines")));
  EXPECT_FALSE(is_json(of("image/json")));
  EXPECT_TRUE(is_xml(of("application/xml")));
  EXPECT_TRUE(is_xml(of("image/svg+xml")));
  for (const char* text :
       {"text/html", "application/json", "image/svg+xml", "application/x-www-form-urlencoded",
        "application/javascript", "application/yaml", "application/vnd.oai.openapi+yaml"})
    EXPECT_TRUE(is_text(of(text))) << text;
  for (const char* text : {"application/octet-stream", "image/png", "application/zip"})
    EXPECT_FALSE(is_text(of(text))) << text;
}

} // namespace
} // namespace http_task::message
