#include "json/syntax.hpp"

#include "json/parse.hpp"

#include <gtest/gtest.h>

#include <string>

namespace http_task::json {
namespace {

TEST(is_ordinary_json, takes_what_parse_takes) {
  for (const std::string_view text :
       {"{}", "[]", " [ ] ", "null", "true", "false", "0", "-0", "-12.5e+10", "1E5", "\"\"",
        R"("a\n\u00e9b")", R"({"a":1,"b":[1,2,{"c":null}],"d":{}})", "[[],[[]],{}]", "\"\xC3\xA9\"",
        " { \"a\" : [ 1 , 2 ] } \n", R"(["\"\\\/\b\f\n\r\t"])"}) {
    EXPECT_TRUE(is_ordinary_json(text)) << text;
    EXPECT_TRUE(parse(text)) << text;
  }
}

TEST(is_ordinary_json, refuses_what_parse_refuses) {
  for (const std::string& text : std::initializer_list<std::string>{"",
                                                                    " ",
                                                                    "{",
                                                                    "[",
                                                                    "[1",
                                                                    "[1,",
                                                                    "[1,]",
                                                                    "{\"a\"",
                                                                    "{\"a\":",
                                                                    "{\"a\":1",
                                                                    "{\"a\":1,",
                                                                    "{\"a\":1,}",
                                                                    "{a:1}",
                                                                    "{1:1}",
                                                                    "[1 2]",
                                                                    "[1}",
                                                                    "{\"a\":1]",
                                                                    "]",
                                                                    "}",
                                                                    "1 1",
                                                                    "01",
                                                                    "-",
                                                                    "1.",
                                                                    ".5",
                                                                    "1e",
                                                                    "1e+",
                                                                    "+1",
                                                                    "tru",
                                                                    "nul",
                                                                    "truefalse",
                                                                    "\"",
                                                                    "\"a",
                                                                    "\"\\",
                                                                    "\"\\x\"",
                                                                    "\"\\u12\"",
                                                                    "\"\\u12g4\"",
                                                                    "\"\t\"",
                                                                    std::string("\"\0\"", 3),
                                                                    "\"\xFF\"",
                                                                    "\"\xC3\"",
                                                                    "\"\xED\xA0\x80\"",
                                                                    "[,1]",
                                                                    "{,}",
                                                                    "NaN",
                                                                    "'a'",
                                                                    "/**/1",
                                                                    "[1]x"}) {
    EXPECT_FALSE(is_ordinary_json(text)) << text;
    EXPECT_FALSE(parse(text)) << text;
    EXPECT_TRUE(check(text)) << text;
  }
}

TEST(is_ordinary_json, leaves_what_is_out_of_the_ordinary_to_parse) {
  const std::string deep = std::string(65, '[') + std::string(65, ']');
  const std::string digits(201, '1');
  for (const std::string& text : {deep, digits, std::string("1e100"), std::string(R"("\ud83d\ude00")")}) {
    EXPECT_FALSE(is_ordinary_json(text)) << text;
    EXPECT_FALSE(check(text)) << text;
  }
  EXPECT_TRUE(is_ordinary_json(std::string(64, '[') + std::string(64, ']')));
  EXPECT_TRUE(check("1e400"));
  EXPECT_TRUE(check(R"("\ud83d")"));
}

} // namespace
} // namespace http_task::json
