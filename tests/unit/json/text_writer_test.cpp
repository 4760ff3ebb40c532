#include "json/text_writer.hpp"

#include "json/parse.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace http_task::json {
namespace {

TEST(text_writer, puts_commas_and_colons) {
  std::string text = "> ";
  text_writer out(text);
  out.begin_object();
  out.name("a").number(1);
  out.name("b").begin_array().string("x\"y").boolean(false).raw("null").begin_array().end_array().end_array();
  out.name("c").begin_object().end_object();
  out.name("d").value(object{{"e", 0.5}});
  out.end_object();
  EXPECT_EQ(text, R"(> {"a":1,"b":["x\"y",false,null,[]],"c":{},"d":{"e":0.5}})");
}

TEST(text_writer, keeps_numbers_exact) {
  std::string text;
  text_writer out(text);
  out.begin_array().number(std::numeric_limits<std::uint64_t>::max());
  out.number(std::numeric_limits<std::int64_t>::min()).number(5.0).number(0.1);
  out.number(std::numeric_limits<double>::infinity()).end_array();
  EXPECT_EQ(text, "[18446744073709551615,-9223372036854775808,5.0,0.1,null]");
}

} // namespace
} // namespace http_task::json
