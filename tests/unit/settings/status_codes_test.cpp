#include "settings/status_codes.hpp"
#include "json/parse.hpp"

#include <gtest/gtest.h>

namespace http_task::settings {
namespace {

std::string shown(std::string_view text) {
  const std::optional<status_range> range = parse_status(json::parse(text).value());
  return range ? std::to_string(range->first) + "-" + std::to_string(range->last) : "none";
}

} // namespace

TEST(StatusCodes, AreCodesClassesAndRanges) {
  EXPECT_EQ(shown("404"), "404-404");
  EXPECT_EQ(shown("\"404\""), "404-404");
  EXPECT_EQ(shown("\"2XX\""), "200-299");
  EXPECT_EQ(shown("\"200-204\""), "200-204");
  EXPECT_EQ(shown("\"599-599\""), "599-599");
}

TEST(StatusCodes, AreNothingElse) {
  for (const std::string_view text :
       {"199",      "600",          "-1",          "99999999999", "404.5",   "true",    "null",
        "[]",       "\"\"",         "\"2\"",       "\"2xx\"",     "\"1XX\"", "\"6XX\"", "\"204-200\"",
        "\"200-\"", "\"200-2000\"", "\"200,204\"", "\" 200\"",    "\"+20\"", "\"XXX\""})
    EXPECT_EQ(shown(text), "none") << text;
}

} // namespace http_task::settings
