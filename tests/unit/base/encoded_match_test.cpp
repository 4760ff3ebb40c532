#include "base/encoded_match.hpp"

#include <gtest/gtest.h>

#include <string>

namespace http_task {
namespace {

bool is(std::string_view text, std::string_view value) {
  return match_encoded(text, 0, value) == text.size();
}

} // namespace

TEST(EncodedMatch, TakesEachWayOfWriting) {
  for (const std::string_view text :
       {"a+b/c \"d\"", "a%2Bb%2Fc%20%22d%22", "a%2bb%2fc%20%22d%22", "a+b/c%20\"d%22", "a%2Bb/c+%22d\"",
        "a+b\\/c \\\"d\\\"", "\\u0061+b\\u002Fc\\u0020\\u0022d\\u0022", "a+b/c &quot;d&#34;",
        "&#x61;&#43;b/c &#X22;d&quot;", "a%252Bb%252Fc%2520%2522d%2522"})
    EXPECT_TRUE(is(text, "a+b/c \"d\"")) << text;
  EXPECT_TRUE(is("it'\\''s", "it's")) << "as in a shell";
  EXPECT_TRUE(is("line\\none\\ttwo", "line\none\ttwo"));
}

TEST(EncodedMatch, TakesCharactersBeyondAscii) {
  for (const std::string_view text : {"p\xC3\xA4ss\xF0\x9F\x98\x80", "p\\u00e4ss\\uD83D\\ude00",
                                      "p%C3%A4ss%f0%9f%98%80", "p&#228;ss&#x1F600;"})
    EXPECT_TRUE(is(text, "p\xC3\xA4ss\xF0\x9F\x98\x80")) << text;
  EXPECT_FALSE(is("\\ud83d", "\xF0\x9F\x98\x80"));
}

TEST(EncodedMatch, TakesWhatLooksLikeAnEscape) {
  for (const std::string_view value :
       {"100%", "%41", "%25", "a\\n", "\\u0041", "&amp;", "a+b", "'", "\\\\", "&#;"})
    EXPECT_TRUE(is(value, value)) << value;
  EXPECT_TRUE(is("%2541", "%41"));
  EXPECT_TRUE(is("\\\\u0041", "\\u0041"));
}

TEST(EncodedMatch, SaysNoToOtherTexts) {
  for (const std::string_view text : {"", "a", "a%", "a%2", "a%2g", "a\\", "a\\u", "a\\u00", "a&", "a&#",
                                      "a&#x;", "a&#99999999;", "a%20", "A b", "a\\tb"})
    EXPECT_EQ(match_encoded(text, 0, "a b"), std::string_view::npos) << text;
}

TEST(EncodedMatch, DoesNotGetLostInWhatIsAmbiguous) {
  const std::string many(10'000, '\\');
  EXPECT_EQ(match_encoded(many, 0, std::string(200, '\\') + "x"), std::string_view::npos);
  const std::string longer(10'000, '%');
  EXPECT_EQ(match_encoded(longer, 0, longer), longer.size());
  EXPECT_NE(match_encoded(std::string(60, '\\') + "x", 0, std::string(30, '\\') + "x"),
            std::string_view::npos);
}

} // namespace http_task
