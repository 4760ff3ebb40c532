#include "json/text_writer.hpp"

#include "base/text.hpp"
#include "json/parse.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace http_task::json {
namespace {

TEST(text_writer, puts_commas_and_colons) {
  text_writer out;
  out.begin_object();
  out.name("a").number(1);
  out.name("b").begin_array().string("x\"y").boolean(false).raw("null").begin_array().end_array().end_array();
  out.name("c").begin_object().end_object();
  out.name("d").value(object{{"e", 0.5}});
  out.end_object();
  EXPECT_EQ(out.take(), R"({"a":1,"b":["x\"y",false,null,[]],"c":{},"d":{"e":0.5}})");
}

TEST(text_writer, keeps_numbers_exact) {
  text_writer out;
  out.begin_array().number(std::numeric_limits<std::uint64_t>::max());
  out.number(std::numeric_limits<std::int64_t>::min()).number(5.0).number(0.1);
  out.number(std::numeric_limits<double>::infinity()).end_array();
  EXPECT_EQ(out.take(), "[18446744073709551615,-9223372036854775808,5.0,0.1,null]");
}

TEST(text_writer, takes_pieces_of_every_size) {
  for (const std::size_t size : {0U, 1U, 7U, 8U, 9U, 511U, 512U, 513U, 1023U, 1024U, 1025U, 100'000U}) {
    const std::string plain(size, 'x');
    const std::string escaped = plain + "\n\xC3\xA9" + plain;
    text_writer out(size);
    out.begin_array().string(plain).string(escaped).plain_string(plain).raw('"' + plain + '"');
    out.base64(plain).end_array();
    out.begin_object().foreign_name(escaped).number(1).foreign_name(plain).number(2).end_object();
    const std::string text = out.take();
    const std::size_t end = text.find("],{"); // two documents, of which each is read
    ASSERT_NE(end, std::string::npos) << size;
    const value list = parse(std::string_view(text).substr(0, end + 1)).value();
    EXPECT_EQ(view(list.at(0).as_string()), plain);
    EXPECT_EQ(view(list.at(1).as_string()), escaped);
    EXPECT_EQ(view(list.at(2).as_string()), plain);
    EXPECT_EQ(view(list.at(3).as_string()), plain);
    EXPECT_EQ(base64_decode(view(list.at(4).as_string())), plain);
    const value named = parse(std::string_view(text).substr(end + 2)).value();
    EXPECT_EQ(named.at(escaped), 1);
    EXPECT_EQ(named.at(plain), 2);
  }
}

} // namespace
} // namespace http_task::json
