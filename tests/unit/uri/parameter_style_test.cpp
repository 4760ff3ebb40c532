#include "uri/parameter_style.hpp"
#include "values.hpp"

#include <gtest/gtest.h>

namespace http_task::uri {
namespace {

std::string written(place in, const value& v, style s, bool explode, bool allow_reserved = false,
                    std::string_view name = "color") {
  const result<std::string> out = write_parameter(in, name, v, {s, explode, allow_reserved});
  return out ? *out : out.error().type;
}

const value empty = text("");
const value blue = text("blue");
const value colors = list({text("blue"), text("black"), text("brown")});
const value rgb = object({{"R", text("100")}, {"G", text("200")}, {"B", text("150")}});

// A row of the table "Style Examples".
struct row {
  place in;
  uri::style style;
  bool explode;
  std::string_view empty, text, array, object; // "n/a": the table has nothing
};

class StyleExamples : public testing::TestWithParam<row> {};

TEST_P(StyleExamples, AreWrittenAsInTheTable) {
  const row& r = GetParam();
  const auto expect = [&](const value& v, std::string_view expected) {
    if (expected != "n/a") {
      EXPECT_EQ(written(r.in, v, r.style, r.explode), expected);
    }
  };
  expect(empty, r.empty);
  expect(blue, r.text);
  expect(colors, r.array);
  expect(rgb, r.object);
}

// OpenAPI 3.0.4 and 3.1.1; 3.0.3 and 3.1.0 differ in the label without explode, which they corrected, and in
// writing the delimiters of spaceDelimited and pipeDelimited without the name and '|' as it stands.
INSTANTIATE_TEST_SUITE_P(
    Openapi, StyleExamples,
    testing::Values(
        row{place::path, style::matrix, false, ";color", ";color=blue", ";color=blue,black,brown",
            ";color=R,100,G,200,B,150"},
        row{place::path, style::matrix, true, ";color", ";color=blue", ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150"},
        row{place::path, style::label, false, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"},
        row{place::path, style::label, true, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"},
        row{place::path, style::simple, false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"},
        row{place::path, style::simple, true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"},
        row{place::header, style::simple, false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"},
        row{place::header, style::simple, true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"},
        row{place::query, style::form, false, "color=", "color=blue", "color=blue,black,brown",
            "color=R,100,G,200,B,150"},
        row{place::query, style::form, true, "color=", "color=blue", "color=blue&color=black&color=brown",
            "R=100&G=200&B=150"},
        row{place::cookie, style::form, false, "color=", "color=blue", "color=blue,black,brown",
            "color=R,100,G,200,B,150"},
        row{place::query, style::space_delimited, false, "n/a", "n/a", "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150"},
        row{place::query, style::pipe_delimited, false, "n/a", "n/a", "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150"},
        row{place::query, style::deep_object, true, "n/a", "n/a", "n/a",
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"}));

} // namespace

TEST(ParameterStyle, FillsTheGapsOfTheTableAsDocumented) {
  EXPECT_EQ(written(place::cookie, colors, style::form, true), "color=blue; color=black; color=brown");
  EXPECT_EQ(written(place::cookie, rgb, style::form, true), "R=100; G=200; B=150");
  for (const style s : {style::space_delimited, style::pipe_delimited}) {
    EXPECT_EQ(written(place::query, colors, s, true), "color=blue&color=black&color=brown");
    EXPECT_EQ(written(place::query, blue, s, false), "color=blue");
  }
  EXPECT_EQ(written(place::query, blue, style::deep_object, false), "color=blue");
  EXPECT_EQ(written(place::query, colors, style::deep_object, true),
            "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown");
}

TEST(ParameterStyle, NestsDeepObjects) {
  const value nested = object({{"a", object({{"b", text("1")}, {"gone", value{}}})},
                               {"tags", list({text("x"), value{}, text("y")})},
                               {"items", list({object({{"id", text("2")}}), object({{"id", text("3")}})})}});
  EXPECT_EQ(written(place::query, nested, style::deep_object, true, false, "filter"),
            "filter%5Ba%5D%5Bb%5D=1&filter%5Btags%5D%5B%5D=x&filter%5Btags%5D%5B%5D=y&"
            "filter%5Bitems%5D%5B0%5D%5Bid%5D=2&filter%5Bitems%5D%5B1%5D%5Bid%5D=3");
  EXPECT_EQ(written(place::query, object({{"a&b=", text("c&d")}}), style::deep_object, true),
            "color%5Ba%26b%3D%5D=c%26d");
}

TEST(ParameterStyle, LeavesOutItemsWithoutValue) {
  EXPECT_EQ(written(place::query, list({value{}, text("a")}), style::form, true), "color=a");
  EXPECT_EQ(written(place::path, object({{"k", value{}}, {"l", text("")}}), style::matrix, true), ";l");
}

TEST(ParameterStyle, EncodesNamesAndValues) {
  EXPECT_EQ(written(place::query, text("a b&c=d"), style::form, true, false, "filter[name]"),
            "filter%5Bname%5D=a%20b%26c%3Dd");
  EXPECT_EQ(written(place::query, text("1"), style::form, true, false, "X-Foo.bar"), "X-Foo.bar=1");
  EXPECT_EQ(written(place::query, text("1"), style::form, true, false, "$top"), "%24top=1");
  EXPECT_EQ(written(place::path, text("a/b;c"), style::matrix, false, false, "x y"), ";x%20y=a%2Fb%3Bc");
  EXPECT_EQ(written(place::header, text("a b; q=0.5"), style::simple, false), "a b; q=0.5");
  EXPECT_EQ(written(place::cookie, text("a;b c"), style::form, true, false, "__Host-x|y"),
            "__Host-x|y=a%3Bb%20c");
}

TEST(ParameterStyle, LetsReservedCharactersStandThatEndNothing) {
  const value all = text(":/?#[]@!$&'()*+,;=%41%zz ");
  EXPECT_EQ(written(place::query, all, style::form, true, true),
            "color=:/?%23%5B%5D@!$%26'()*+,;=%41%25zz%20");
  EXPECT_EQ(written(place::path, all, style::simple, false, true), ":%2F%3F%23%5B%5D@!$&'()*+,;=%41%25zz%20");
  EXPECT_EQ(written(place::path, text("a;b"), style::matrix, false, true), ";color=a%3Bb");
  EXPECT_EQ(written(place::cookie, text("a,b;c/d"), style::form, true, true), "color=a%2Cb%3Bc/d")
      << "a cookie cannot hold , and ;";
  EXPECT_EQ(written(place::query, list({text("a,b"), text("c/d")}), style::form, false, true),
            "color=a%2Cb,c/d");
  EXPECT_EQ(written(place::query, object({{"a=b", text("c=d")}}), style::form, true, true), "a%3Db=c%3Dd");
}

TEST(ParameterStyle, RefusesWhatAStyleCannotWrite) {
  const value nested = object({{"a", object({{"b", text("1")}})}});
  for (const auto& [in, s] : {std::pair{place::path, style::matrix},
                              {place::path, style::label},
                              {place::path, style::simple},
                              {place::query, style::form},
                              {place::query, style::pipe_delimited},
                              {place::cookie, style::form}}) {
    EXPECT_EQ(written(in, nested, s, false), "input.invalid");
    EXPECT_EQ(written(in, nested, s, true), "input.invalid");
  }
  const result<std::string> refused = write_parameter(place::query, "q", nested, {style::form, true, false});
  EXPECT_NE(refused.error().detail.find("\"a\""), std::string::npos);
  EXPECT_NE(refused.error().advice.find("deepObject"), std::string::npos);
  EXPECT_EQ(written(place::query, list({text("a b")}), style::space_delimited, false), "input.invalid");
  EXPECT_EQ(written(place::query, list({text("a|b")}), style::space_delimited, false), "color=a%7Cb");
  EXPECT_EQ(written(place::query, object({{"a|", text("b")}}), style::pipe_delimited, false),
            "input.invalid");
}

TEST(ParameterStyle, BoundsWhatIsWritten) {
  value::list many(20'000, text(std::string(100, ' ')));
  EXPECT_EQ(written(place::query, {many}, style::form, true), "input.limit");
  EXPECT_EQ(written(place::query, {std::move(many)}, style::deep_object, true), "input.limit");
}

TEST(ParameterStyle, KnowsTheStylesOfEachPlace) {
  EXPECT_EQ(find_style(place::path, "label"), style::label);
  EXPECT_EQ(find_style(place::query, "deepObject"), style::deep_object);
  EXPECT_FALSE(find_style(place::query, "label"));
  EXPECT_FALSE(find_style(place::path, "form"));
  EXPECT_FALSE(find_style(place::header, "Simple"));
  EXPECT_EQ(default_style(place::path), (parameter_style{style::simple, false, false}));
  EXPECT_EQ(default_style(place::query), (parameter_style{style::form, true, false}));
  EXPECT_EQ(default_style(place::header), (parameter_style{style::simple, false, false}));
  EXPECT_EQ(default_style(place::cookie), (parameter_style{style::form, true, false}));
}

} // namespace http_task::uri
