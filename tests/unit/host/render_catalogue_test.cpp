#include "render/catalogue.hpp"

#include <gtest/gtest.h>

namespace http_task::host {
namespace {

const palette plain(false);

json::object api(const std::string& id, int endpoints) {
  return {
      {"api", id}, {"title", "T"}, {"version", "1"}, {"endpoints", endpoints}, {"warnings", json::array()}};
}

TEST(RenderImport, NamesFewAndCountsMany) {
  import_report report;
  report.read.push_back(api("a", 1));
  EXPECT_EQ(render_import(report, plain), "a  1 endpoint  T 1\n");
  for (int i = 0; i < 2'000; ++i)
    report.read.push_back(api("b" + std::to_string(i), 3));
  report.unchanged = 2;
  EXPECT_EQ(render_import(report, plain), "2,001 APIs, 6,001 endpoints, 2 of them unchanged.\n");
}

TEST(RenderImport, SaysTheFirstTenThatWereLeftOutAndWhy) {
  import_report report;
  report.read.push_back(api("a", 1));
  for (int i = 0; i < 12; ++i)
    report.missing.push_back({"f" + std::to_string(i), make_problem("input.not_json", "No\x1b[2J JSON.")});
  const std::string text = render_import(report, plain);
  EXPECT_NE(text.find("1 API, 1 endpoint.\nLeft out: 12 documents.\n  f0: No"), std::string::npos) << text;
  EXPECT_EQ(text.find("f10"), std::string::npos);
  EXPECT_NE(text.find("and 2 more"), std::string::npos);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(array_of(import_to_json(report), "leftOut")->size(), 12U);
}

TEST(RenderChanges, TellsWhichFields) {
  import_report report;
  report.read.push_back(api("a", 2));
  report.read.back()["changes"] = json::object{
      {"new", json::array{"a:GET:/n"}},
      {"gone", json::array()},
      {"changed", json::array{json::object{{"endpoint", "a:GET:/c"}, {"fields", json::array{"/title"}}}}}};
  report.read.push_back(api("b", 1));
  report.read.back()["unchanged"] = true;
  report.unchanged = 1;
  EXPECT_EQ(render_changes(report, plain), "a  1 new, 0 gone, 1 changed  T 1\n"
                                           "  new     a:GET:/n\n"
                                           "  changed a:GET:/c\n"
                                           "            /title\n"
                                           "1 API unchanged.\n");
}

TEST(RenderApis, StandsInColumns) {
  const json::array apis{
      json::object{{"id", "a"}, {"title", "A title of many words"}, {"version", "1"}, {"endpoints", 12'345}},
      json::object{{"id", "long.example"}, {"title", "B"}, {"version", "2.0"}, {"endpoints", 1}}};
  EXPECT_EQ(render_apis(apis, plain, 0), "a              12,345  1    A title of many words\n"
                                         "long.example        1  2.0  B\n");
  EXPECT_NE(render_apis(apis, plain, 40).find("A title of …\n"), std::string::npos);
}

} // namespace
} // namespace http_task::host
