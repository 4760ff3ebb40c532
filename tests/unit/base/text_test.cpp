#include "base/text.hpp"

#include <gtest/gtest.h>

#include <array>

namespace http_task {

using namespace std::string_literals;

TEST(Text, ChangesTheCaseOfAsciiAlone) {
  EXPECT_EQ(to_lower("Content-TYPE \xC3\x84"), "content-type \xC3\x84");
  EXPECT_EQ(to_upper("get \xC3\xA4z"), "GET \xC3\xA4Z");
  EXPECT_TRUE(iequals("HOST", "host"));
  EXPECT_FALSE(iequals("host", "hosts"));
  EXPECT_FALSE(iequals("@", "`")) << "only letters have a case";
}

TEST(Text, TrimsBlanks) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Text, KnowsUtf8) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("a\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80"));
  EXPECT_FALSE(is_utf8("\xC0\xAF")) << "overlong";
  EXPECT_FALSE(is_utf8("\xE0\x80\xAF")) << "overlong";
  EXPECT_FALSE(is_utf8("\xED\xA0\x80")) << "surrogate";
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80")) << "above U+10FFFF";
  EXPECT_FALSE(is_utf8("\xE2\x82")) << "cut";
  EXPECT_FALSE(is_utf8("\x80")) << "tail alone";
}

TEST(Text, ReadsOtherBytesAsLatin1) {
  EXPECT_EQ(to_utf8("\xFC"), "\xC3\xBC");
  EXPECT_EQ(to_utf8("\xC3\xBC"), "\xC3\xBC");
}

TEST(Text, CutsNoSequence) {
  EXPECT_EQ(utf8_prefix("a\xE2\x82\xAC", 3), "a");
  EXPECT_EQ(utf8_prefix("a\xE2\x82\xAC", 4), "a\xE2\x82\xAC");
  EXPECT_EQ(utf8_prefix("abc", 2), "ab");
  EXPECT_EQ(utf8_prefix("abc", 0), "");
}

// RFC 4648, section 10.
TEST(Text, EncodesBase64) {
  constexpr auto cases =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"", ""},
                                                                    {"f", "Zg=="},
                                                                    {"fo", "Zm8="},
                                                                    {"foo", "Zm9v"},
                                                                    {"foob", "Zm9vYg=="},
                                                                    {"foobar", "Zm9vYmFy"}});
  for (const auto& [plain, encoded] : cases) {
    EXPECT_EQ(base64_encode(plain), encoded);
    EXPECT_EQ(base64_decode(encoded), plain);
  }
  EXPECT_EQ(base64_decode(base64_encode("\0\xFF\x10"s)), "\0\xFF\x10"s);
}

TEST(Text, EncodesBase64OfEverySize) {
  for (const std::size_t size :
       {0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 10U, 11U, 12U, 13U, 49'151U, 49'152U, 49'153U, 200'000U}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
      bytes[i] = static_cast<char>(i * 7919 >> 3U);
    const std::string encoded = base64_encode(bytes);
    EXPECT_EQ(encoded.size(), (size + 2) / 3 * 4);
    EXPECT_EQ(base64_decode(encoded), bytes) << size;
  }
}

TEST(Text, RefusesWhatIsNoBase64) {
  for (const std::string_view text : {"Zg=", "Zg", "Z===", "====", "Zg==Zg==", "Z!==", "=Zg="})
    EXPECT_FALSE(base64_decode(text)) << text;
}

TEST(Text, PercentEncodesAllButUnreservedCharacters) {
  EXPECT_EQ(percent_encode("aZ0-._~"), "aZ0-._~");
  EXPECT_EQ(percent_encode("a b/\xC3\xBC+%"), "a%20b%2F%C3%BC%2B%25");
}

TEST(Text, NamesAControlCharacter) {
  EXPECT_EQ(code_point_name('\r'), "U+000D");
  EXPECT_EQ(code_point_name('\x7F'), "U+007F");
}

TEST(Text, EscapesForJson) {
  EXPECT_EQ(json_escape("\"\\\n\x01/"), "\\\"\\\\\\n\\u0001/");
}

TEST(text, plain_prefix_ends_where_json_needs_more) {
  for (const char special : {'"', '\\', '\n', '\x1F', '\0', '\x80', '\xFF'}) {
    for (std::size_t before = 0; before < 20; ++before) {
      std::string text(before, 'a');
      EXPECT_EQ(plain_prefix(text), before);
      text += special;
      EXPECT_EQ(plain_prefix(text), before);
      EXPECT_EQ(plain_prefix(text + std::string(20, ' ')), before);
    }
  }
}

TEST(text, json_escape_passes_on_what_is_beyond_ascii) {
  EXPECT_EQ(json_escape("a\xC3\xA9\xC3\xA9\"b\xE2\x82\xAC"), "a\xC3\xA9\xC3\xA9\\\"b\xE2\x82\xAC");
}

TEST(Text, MeasuresTheDistanceOfWords) {
  EXPECT_EQ(edit_distance("desk", "desk", 3), 0U);
  EXPECT_EQ(edit_distance("desk", "disk", 3), 1U);
  EXPECT_EQ(edit_distance("form", "from", 3), 1U) << "neighbours swapped";
  EXPECT_EQ(edit_distance("", "abc", 3), 3U);
  EXPECT_EQ(edit_distance("abcdef", "uvwxyz", 2), 3U) << "cut off";
}

TEST(Text, FindsWhatWasProbablyMeant) {
  constexpr auto names = std::to_array<std::string_view>({"department", "office", "room"});
  EXPECT_EQ(nearest("ofice", names), "office");
  EXPECT_EQ(nearest("ROOM", names), "room");
  EXPECT_EQ(nearest("elephant", names), std::nullopt);
  constexpr std::array<std::string_view, 4> kinds{"callcenter", "callrouter", "department", "user"};
  EXPECT_EQ(nearest("desk", kinds), "department");
  EXPECT_EQ(nearest("call", kinds), std::nullopt) << "two begin like it";
  EXPECT_EQ(nearest("", names), std::nullopt);
  EXPECT_EQ(nearest("room", {}), std::nullopt);
}

} // namespace http_task
