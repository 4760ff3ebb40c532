#include "response/body.hpp"

#include <gtest/gtest.h>

namespace http_task::response {
namespace {

message::response answer(std::string content_type, std::string body) {
  message::response r;
  r.status = 200;
  if (!content_type.empty()) r.headers.add("Content-Type", std::move(content_type));
  r.body = std::move(body);
  return r;
}

// The body is a view of the answer.
struct interpreted {
  interpreted(std::string content_type, std::string text, bool with_value = true)
      : of(answer(std::move(content_type), std::move(text))), body(interpret_body(of, with_value)) {}

  const message::response of;
  const interpreted_body body;
};

TEST(interpret_body, without_bytes_there_is_none) {
  EXPECT_EQ(interpreted("application/json", "").body.encoding, body_encoding::none);
}

TEST(interpret_body, json_keeps_its_text_so_that_numbers_stay_exact) {
  const std::string text =
      R"({"id": 9007199254740993, "price": 1.10, "huge": 123456789012345678901234567890})";
  const interpreted of_body("application/json", text);
  const interpreted_body& body = of_body.body;
  EXPECT_EQ(body.encoding, body_encoding::json);
  EXPECT_EQ(body.content(), text);
  ASSERT_TRUE(body.value);
  EXPECT_EQ(body.value->at("id").as_int64(), 9007199254740993);
}

TEST(interpret_body, a_body_that_is_passed_on_is_checked_all_the_same) {
  for (const char* text :
       {R"({"a": [1, 1.5e3, "x", null, true]})", "{", R"({"a": 1e999})", "[1] x", "\"\xC0\xAF\""}) {
    const interpreted of_with("application/json", text, true);
    const interpreted_body& with = of_with.body;
    const interpreted of_without("application/json", text, false);
    const interpreted_body& without = of_without.body;
    EXPECT_EQ(with.encoding, without.encoding) << text;
    EXPECT_EQ(with.content(), without.content()) << text;
    EXPECT_EQ(with.note, without.note) << text;
    EXPECT_FALSE(without.value);
  }
}

TEST(interpret_body, problem_json_is_json) {
  EXPECT_EQ(interpreted("application/problem+json; charset=utf-8", "{}").body.encoding, body_encoding::json);
}

TEST(interpret_body, a_byte_order_mark_is_no_part_of_the_value) {
  const interpreted of_body("application/json", "\xEF\xBB\xBF[1]\n");
  const interpreted_body& body = of_body.body;
  EXPECT_EQ(body.encoding, body_encoding::json);
  EXPECT_EQ(body.content(), "[1]");
}

TEST(interpret_body, what_says_json_but_is_not_shows_as_text_with_a_note) {
  const interpreted of_body("application/json", "<html>\"oops\"</html>");
  const interpreted_body& body = of_body.body;
  EXPECT_EQ(body.encoding, body_encoding::text);
  EXPECT_EQ(body.content(), R"(<html>"oops"</html>)");
  EXPECT_NE(body.note.find("line 1, column 1"), std::string::npos) << body.note;
}

TEST(interpret_body, text_in_latin_1_becomes_utf_8) {
  const interpreted of_body("text/plain; charset=ISO-8859-1", "caf\xE9");
  const interpreted_body& body = of_body.body;
  EXPECT_EQ(body.encoding, body_encoding::text);
  EXPECT_EQ(body.content(), "caf\xC3\xA9");
}

TEST(interpret_body, text_that_is_not_utf_8_shows_as_base64) {
  const interpreted of_body("text/plain", "\xFF\xFE");
  const interpreted_body& body = of_body.body;
  EXPECT_EQ(body.encoding, body_encoding::base64);
  EXPECT_EQ(body.content(), "\xFF\xFE");
  EXPECT_FALSE(body.note.empty());
}

TEST(interpret_body, a_charset_that_is_not_decoded_shows_as_base64) {
  EXPECT_EQ(interpreted("text/plain; charset=shift_jis", "abc").body.encoding, body_encoding::base64);
}

TEST(interpret_body, binary_shows_as_base64_without_a_note) {
  const interpreted of_body("image/png", std::string("\x89PNG\0", 5));
  const interpreted_body& body = of_body.body;
  EXPECT_EQ(body.encoding, body_encoding::base64);
  EXPECT_EQ(body.content(), std::string_view("\x89PNG\0", 5));
  EXPECT_TRUE(body.note.empty());
}

TEST(interpret_body, without_a_media_type_the_bytes_decide) {
  EXPECT_EQ(interpreted("", R"([{"a":1}])").body.encoding, body_encoding::json);
  EXPECT_EQ(interpreted("", "{curly but no JSON").body.encoding, body_encoding::text);
  EXPECT_EQ(interpreted("", std::string("a\0b", 3)).body.encoding, body_encoding::base64);
}

TEST(interpret_body, an_encoded_body_shows_as_it_came) {
  message::response r = answer("application/json", "\x1F\x8B...");
  r.headers.add("Content-Encoding", "gzip");
  EXPECT_EQ(interpret_body(r).encoding, body_encoding::base64);
}

} // namespace
} // namespace http_task::response
