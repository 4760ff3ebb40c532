#include "schema/format.hpp"

#include "support.hpp"

#include <array>
#include <string>

namespace http_task::schema {
namespace {

bool is(std::string_view name, std::string_view text) {
  const std::optional<format> f = find_format(name);
  EXPECT_TRUE(f) << name;
  return f && satisfies(json::value(text), *f);
}

TEST(format, the_example_of_each_satisfies_it) {
  for (const std::string_view name :
       {"date", "date-time", "duration", "email", "hostname", "idn-email", "idn-hostname", "ipv4", "ipv6",
        "iri", "iri-reference", "json-pointer", "regex", "relative-json-pointer", "time", "uri",
        "uri-reference", "uri-template", "uuid"}) {
    const std::optional<format> f = find_format(name);
    ASSERT_TRUE(f) << name;
    EXPECT_TRUE(satisfies(json::value(example_of(*f)), *f)) << name;
    EXPECT_NE(description_of(*f).find(name), std::string::npos);
  }
  EXPECT_FALSE(find_format("color"));
}

TEST(format, says_nothing_about_other_types) {
  EXPECT_TRUE(satisfies(parsed("12"), format::date));
  EXPECT_TRUE(satisfies(parsed("\"x\""), format::int32));
}

TEST(format, integers_have_their_width) {
  EXPECT_TRUE(satisfies(parsed("2147483647"), format::int32));
  EXPECT_FALSE(satisfies(parsed("2147483648"), format::int32));
  EXPECT_FALSE(satisfies(parsed("1.5"), format::int32));
  EXPECT_TRUE(satisfies(parsed("9223372036854775807"), format::int64));
  EXPECT_FALSE(satisfies(parsed("9223372036854775808"), format::int64));
  EXPECT_TRUE(satisfies(parsed("-9223372036854775808"), format::int64));
}

TEST(format, dates_know_leap_years_and_leap_seconds) {
  EXPECT_TRUE(is("date", "2024-02-29"));
  EXPECT_FALSE(is("date", "2023-02-29"));
  EXPECT_FALSE(is("date", "1900-02-29"));
  EXPECT_TRUE(is("date", "2000-02-29"));
  EXPECT_TRUE(is("date-time", "2016-12-31T23:59:60Z"));
  EXPECT_FALSE(is("date-time", "2016-12-31T22:59:60Z"));
  EXPECT_FALSE(is("date-time", "2016-12-31 22:59:00Z"));
}

TEST(format, host_names_follow_idna) {
  EXPECT_TRUE(is("hostname", "xn--ihqwcrb4cv8a8dqg056pqjye.example"));
  EXPECT_FALSE(is("hostname", "xn--X"));
  EXPECT_TRUE(is("hostname", "ab--cd.example"));
  EXPECT_FALSE(is("idn-hostname", "ab--cd.example"));
  EXPECT_FALSE(is("hostname", "b\xC3\xBC"
                              "cher.example"));
  EXPECT_FALSE(is("hostname", std::string_view("xn--bcher-kva\0x", 15)));
  EXPECT_TRUE(is("idn-hostname", "b\xC3\xBC"
                                 "cher.example"));
  EXPECT_TRUE(is("idn-hostname", "b\xC3\xBC"
                                 "cher\xE3\x80\x82"
                                 "example"));
  EXPECT_FALSE(is("idn-hostname", "b\xC3\xBC"
                                  "cher..example"));
  EXPECT_FALSE(is("idn-hostname", "a\xC2\xB7l")); // a middle dot that is not between two l
  EXPECT_FALSE(is("idn-hostname", "0a.\xD7\x90"));
  EXPECT_FALSE(is("idn-hostname", std::string(300, 'a')));
  EXPECT_TRUE(is("idn-email", "someone@b\xC3\xBC"
                              "cher.example"));
}

TEST(format, the_v_of_a_future_address_may_be_large) {
  EXPECT_TRUE(is("uri", "http://[V1.fe80:0]/"));
  EXPECT_TRUE(is("iri", "http://[V1.fe80:0]/\xC3\xBC"));
}

TEST(format, durations_have_their_units_in_order_and_without_gaps) {
  EXPECT_TRUE(is("duration", "P4Y3M2DT1H2M3S"));
  EXPECT_TRUE(is("duration", "P2W"));
  EXPECT_FALSE(is("duration", "P"));
  EXPECT_FALSE(is("duration", "PT"));
  EXPECT_FALSE(is("duration", "P1D2Y"));
  EXPECT_FALSE(is("duration", "P1Y2D"));
  EXPECT_FALSE(is("duration", "PT1H2S"));
}

TEST(format, addresses) {
  EXPECT_TRUE(is("email", "\"a\\\"b\\\\\"@example.com"));
  EXPECT_FALSE(is("email", "\"a\\\\\"b\"@example.com"));
  EXPECT_TRUE(is("email", "a@[IPv6:2001:db8::1]"));
  EXPECT_FALSE(is("email", "\xC3\xA9@example.com"));
  EXPECT_TRUE(is("idn-email", "\xC3\xA9@example.com"));
  EXPECT_FALSE(is("ipv4", "192.0.2.256"));
  EXPECT_FALSE(is("ipv4", "192.0.2.01"));
  EXPECT_FALSE(is("ipv6", "1::2::3"));
  EXPECT_FALSE(is("hostname", std::string(64, 'a')));
}

TEST(format, uris) {
  EXPECT_TRUE(is("uri", "urn:uuid:123e4567-e89b-42d3-a456-426614174000"));
  EXPECT_FALSE(is("uri", "https://example.com:port/"));
  EXPECT_FALSE(is("uri-reference", "//a@b@c"));
  EXPECT_TRUE(is("iri", "https://example.com/\xC3\xA9"));
  EXPECT_FALSE(is("uri", "https://example.com/\xC3\xA9"));
}

TEST(format, survives_any_prefix_of_its_examples) {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(format::uuid); ++i) {
    const std::string_view example = example_of(static_cast<format>(i));
    for (std::size_t length = 0; length <= example.size(); ++length)
      static_cast<void>(satisfies(json::value(example.substr(0, length)), static_cast<format>(i)));
  }
}

} // namespace
} // namespace http_task::schema
