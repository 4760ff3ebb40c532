#include "search/api_names.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace http_task::search {
namespace {

std::vector<std::string> names(api_record api, api_level level) {
  std::vector<std::string> words;
  for (const named_word& n : names_of(api))
    if (n.level == level) words.push_back(n.word);
  return words;
}

using list = std::vector<std::string>;

TEST(api_names, have_levels) {
  const api_record drive{
      .id = "googleapis.com/drive", .title = "Google Drive API for files", .version = "v3"};
  EXPECT_EQ(names(drive, api_level::provider), (list{"googleapis", "google"}));
  EXPECT_EQ(names(drive, api_level::service), list{"drive"});
  EXPECT_EQ(names(drive, api_level::title), list{"files"});
  EXPECT_EQ(names({.id = "squareup.com", .title = "Square"}, api_level::provider),
            (list{"squareup", "square"}));
  EXPECT_EQ(names({.id = "twilio.com/twilio_lookups_v2"}, api_level::service), list{"lookups"});
  EXPECT_EQ(names({.id = "rubrikinc.github.io"}, api_level::provider), list{"rubrikinc"});
  EXPECT_EQ(names({.id = "googleapis.com/docs"}, api_level::service), list{"docs"});
  EXPECT_TRUE(names_of({}).empty());
}

TEST(api_names, of_versions_are_of_one_family) {
  EXPECT_EQ(family_of({.id = "adyen.com/Checkout", .title = "Adyen Checkout API (v70)"}),
            family_of({.id = "adyen.com/Checkout-v71", .title = "Adyen Checkout API (v71)"}));
  EXPECT_NE(family_of({.id = "a.example", .title = "Shop"}), family_of({.id = "b.example", .title = "Shop"}));
  EXPECT_EQ(unversioned("/v2/users/{id}"), unversioned("/users/{user_id}"));
  EXPECT_EQ(unversioned("/2010-04-01/Calls"), "/calls");
  EXPECT_NE(unversioned("/users"), unversioned("/user"));
}

TEST(api_names, one_version_is_the_current) {
  const auto newer = [](api_record a, api_record b) {
    return more_current(a, 5, b, 5) && !more_current(b, 5, a, 5);
  };
  EXPECT_TRUE(newer({.id = "a", .version = "2", .preferred = true}, {.id = "b", .version = "3"}));
  EXPECT_TRUE(newer({.id = "a/graph", .version = "1"}, {.id = "a/graph-beta", .version = "9"}));
  EXPECT_TRUE(newer({.id = "a", .version = "1.10"}, {.id = "a", .version = "1.9"}));
  EXPECT_TRUE(newer({.id = "a/shop_v2"}, {.id = "a/shop_v1"}));
  EXPECT_TRUE(newer({.id = "a/shop"}, {.id = "a/shop-3.8"}));
  EXPECT_TRUE(more_current({.id = "a/x"}, 100, {.id = "a/z"}, 90));
}

} // namespace
} // namespace http_task::search
