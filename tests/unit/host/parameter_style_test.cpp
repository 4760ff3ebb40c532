#include "sandbox/parameter_style.hpp"

#include "sandbox/message.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

json::object parsed(std::string_view text) {
  return *parse_object(text, "test");
}

const json::object& schemas() {
  static const json::object all = parsed(R"({
    "text": {"type": "string"}, "number": {"type": "integer"},
    "list": {"type": "array", "items": {"type": "integer"}},
    "object": {"type": "object", "properties": {"R": {"type": "integer"}, "G": {"type": "string"}}},
    "open": {"type": "object", "additionalProperties": {"type": "integer"}},
    "deep": {"$ref": "#/$defs/deep"}, "choice": {"anyOf": [{"type": "integer"}, {"$ref": "#/list"}]},
    "$defs": {"deep": {"allOf": [{"type": "object", "properties": {"a": {"$ref": "#/$defs/deep"},
      "n": {"type": "integer"}, "tags": {"type": "array", "items": {"type": "integer"}},
      "items": {"type": "array", "items": {"$ref": "#/$defs/deep"}}}}]}}})");
  return all;
}

described what(std::string_view name) {
  return {schemas(), object_of(schemas(), name)};
}

std::string path(std::string_view raw, std::string_view schema, parameter_style style) {
  const auto value = read_path_value(raw, "color", style, what(schema));
  return value ? to_text(*value) : "none";
}

// The value, and how many pairs were left.
std::string query(std::string_view raw, std::string_view schema, parameter_style style) {
  std::vector<raw_pair> pairs = split_pairs(raw, '&');
  const auto value = take_value(pairs, "color", style, what(schema), &form_decoded);
  return (value ? to_text(*value) : "none") + (pairs.empty() ? "" : " +" + std::to_string(pairs.size()));
}

// The table "Style Examples" of OpenAPI, from right to left.
TEST(ReadPathValue, ReadsTheTable) {
  const parameter_style simple{"simple", false, {}};
  const parameter_style simple_exploded{"simple", true, {}};
  const parameter_style label{"label", false, {}};
  const parameter_style label_exploded{"label", true, {}};
  const parameter_style matrix{"matrix", false, {}};
  const parameter_style matrix_exploded{"matrix", true, {}};
  for (const parameter_style& s : {simple, simple_exploded}) {
    EXPECT_EQ(path("blue", "text", s), "\"blue\"");
    EXPECT_EQ(path("1,2", "list", s), "[1,2]");
  }
  EXPECT_EQ(path("R,100,G,200", "object", simple), R"({"R":100,"G":"200"})");
  EXPECT_EQ(path("R=100,G=200", "object", simple_exploded), R"({"R":100,"G":"200"})");
  EXPECT_EQ(path(".5", "number", label), "5");
  EXPECT_EQ(path(".1,2", "list", label), "[1,2]");
  EXPECT_EQ(path(".1.2", "list", label_exploded), "[1,2]");
  EXPECT_EQ(path(".R,100,G,200", "object", label), R"({"R":100,"G":"200"})");
  EXPECT_EQ(path(".R=100.G=200", "object", label_exploded), R"({"R":100,"G":"200"})");
  EXPECT_EQ(path(";color", "text", matrix), "\"\"");
  EXPECT_EQ(path(";color=blue", "text", matrix), "\"blue\"");
  EXPECT_EQ(path(";color=1,2", "list", matrix), "[1,2]");
  EXPECT_EQ(path(";color=1;color=2", "list", matrix_exploded), "[1,2]");
  EXPECT_EQ(path(";color=R,100,G,200", "object", matrix), R"({"R":100,"G":"200"})");
  EXPECT_EQ(path(";R=100;G=200", "object", matrix_exploded), R"({"R":100,"G":"200"})");
}

TEST(ReadPathValue, DecodesAfterTakingApart) {
  EXPECT_EQ(path("a%2Cb%2Fc+d", "text", {"simple", false, {}}), "\"a,b/c+d\"");
  EXPECT_EQ(path("G,a%2Cb", "object", {"simple", false, {}}), R"({"G":"a,b"})");
  EXPECT_EQ(path("%7B%22a%22%3A%5B1%5D%7D", "text", {"simple", false, "application/json"}), R"({"a":[1]})");
}

TEST(ReadPathValue, LeavesWhatIsOfAnotherStyle) {
  EXPECT_EQ(path("5", "number", {"label", false, {}}), "none");
  EXPECT_EQ(path("5", "number", {"matrix", false, {}}), "none");
  EXPECT_EQ(path(";colour=5", "number", {"matrix", false, {}}), "none");
  EXPECT_EQ(path(";", "number", {"matrix", false, {}}), "none");
}

TEST(TakeValue, ReadsTheTable) {
  const parameter_style form{"form", false, {}};
  const parameter_style exploded{"form", true, {}};
  EXPECT_EQ(query("color=", "text", exploded), "\"\"");
  EXPECT_EQ(query("x=1&color=blue", "text", form), "\"blue\" +1");
  EXPECT_EQ(query("color=1,2", "list", form), "[1,2]");
  EXPECT_EQ(query("color=1&color=2", "list", exploded), "[1,2]");
  EXPECT_EQ(query("color=1", "list", exploded), "[1]");
  EXPECT_EQ(query("color=1,x", "list", exploded), R"(["1,x"])");
  EXPECT_EQ(query("color=R,100,G,2%2C0", "object", form), R"({"R":100,"G":"2,0"})");
  EXPECT_EQ(query("R=100&x=1&G=200", "object", exploded), R"({"R":100,"G":"200"} +1)");
  EXPECT_EQ(query("a=1&b=2", "open", exploded), R"({"a":1,"b":2})");
  for (const char* spaces : {"color=1%202", "color=1+2"})
    EXPECT_EQ(query(spaces, "list", {"spaceDelimited", false, {}}), "[1,2]");
  for (const char* pipes : {"color=1%7C2", "color=1|2", "color=1%7c2"})
    EXPECT_EQ(query(pipes, "list", {"pipeDelimited", false, {}}), "[1,2]");
  EXPECT_EQ(query("color=R%7C100%7CG%7C200", "object", {"pipeDelimited", false, {}}),
            R"({"R":100,"G":"200"})");
  EXPECT_EQ(query("color=1&color=2", "list", {"pipeDelimited", true, {}}), "[1,2]");
  EXPECT_EQ(query("color=%5B1%5D", "text", {"form", true, "application/json"}), "[1]");
  EXPECT_EQ(query("x=1", "list", exploded), "none +1");
}

TEST(TakeValue, TellsListsFromTextsWhereBothAreAllowed) {
  EXPECT_EQ(query("color=1&color=2", "choice", {"form", true, {}}), "[1,2]");
}

TEST(TakeValue, ReadsDeepObjects) {
  const parameter_style deep{"deepObject", false, {}};
  EXPECT_EQ(query("color%5Bn%5D=100&color[x]=2", "deep", deep), R"({"n":100,"x":"2"})");
  EXPECT_EQ(query("color[a][a][n]=1&colors=2", "deep", deep), R"({"a":{"a":{"n":1}}} +1)");
  EXPECT_EQ(query("color[tags][]=1&color[tags][]=2", "deep", deep), R"({"tags":[1,2]})");
  EXPECT_EQ(query("color[tags]=1&color[tags]=2", "deep", deep), R"({"tags":[1,2]})");
  EXPECT_EQ(query("color[items][0][n]=1&color[items][1][n]=2", "deep", deep),
            R"({"items":[{"n":1},{"n":2}]})");
  EXPECT_EQ(query("color[]=1&color[]=2", "list", deep), "[1,2]");
  EXPECT_EQ(query("color=5", "number", deep), "5");
}

TEST(TakeValue, ReadsAnyBrackets) {
  const parameter_style deep{"deepObject", false, {}};
  std::string many = "color";
  for (int i = 0; i < 5'000; ++i)
    many += "[a]";
  for (const std::string& raw :
       {many + "=1", std::string("color[=1&color]=2&color[]]=3&color[a]x=4&color[a]=5"),
        std::string("color=1&color[a]=2&color[a][b]=3")})
    EXPECT_NE(query(raw, "deep", deep), "none") << raw;
}

TEST(ReadHeaderValue, ReadsTheTable) {
  const auto header = [](const std::string& text, std::string_view schema, parameter_style style) {
    return to_text(read_header_value(text, style, what(schema)));
  };
  EXPECT_EQ(header("a, b%20", "text", {"simple", false, {}}), "\"a, b%20\"");
  EXPECT_EQ(header("1, 2,3", "list", {"simple", false, {}}), "[1,2,3]");
  EXPECT_EQ(header("R,100,G,a b", "object", {"simple", false, {}}), R"({"R":100,"G":"a b"})");
  EXPECT_EQ(header("R=100, G=a=b", "object", {"simple", true, {}}), R"({"R":100,"G":"a=b"})");
  EXPECT_EQ(header("[1]", "text", {"simple", false, "application/json"}), "[1]");
}

TEST(StyleOf, TakesWhatTheDescriptionDemands) {
  const json::object d = parsed(R"({"properties": {"parameterStyles": {"const": {
    "queryParameters": {"q": {"style": "deepObject"}, "f": {"explode": false}, "c": {"content": "a/b"}}}}}})");
  const auto style = [&](std::string_view group, std::string_view name) {
    const parameter_style s = style_of(d, group, name);
    return s.name + (s.explode ? "*" : "") + s.content;
  };
  EXPECT_EQ(style("queryParameters", "q"), "deepObject");
  EXPECT_EQ(style("queryParameters", "f"), "form");
  EXPECT_EQ(style("queryParameters", "c"), "form*a/b");
  EXPECT_EQ(style("queryParameters", "other"), "form*");
  EXPECT_EQ(style("cookies", "q"), "form*");
  EXPECT_EQ(style("pathParameters", "q"), "simple");
}

} // namespace
} // namespace http_task::host
