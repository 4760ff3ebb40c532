#include "search/index.hpp"

#include "shop.hpp"

#include <gtest/gtest.h>

namespace http_task::search {
namespace {

using test::make_index;

const std::vector<test::operation> orders{{"GET", "/v1/orders", "List orders", "listOrders", {"Orders"}},
                                          {"POST", "/v1/orders", "", "createOrder"},
                                          {"BREW", "/caf\u00E9/{id}", "\u00DCber \U0001F600 all"}};

TEST(index, shows_what_was_put_in) {
  const std::string bytes = make_index({.id = "shop.example", .title = "Shop", .version = "1"}, orders);
  const index in = index::open(bytes).value();
  EXPECT_EQ(in.records(), 3U);
  EXPECT_EQ(in.api_id(0), "shop.example");
  EXPECT_EQ(in.api_title(0), "Shop");
  EXPECT_EQ(in.api_version(0), "1");
  const searcher over({in});
  EXPECT_EQ(over.show({0, 0}).title, "List orders");
  EXPECT_EQ(over.show({0, 1}).title, "POST /v1/orders");
  EXPECT_EQ(over.show({0, 2}).path, "/caf\u00E9/{id}");
  EXPECT_EQ(over.show({0, 2}).title, "\u00DCber \U0001F600 all");
}

TEST(index, keeps_methods_that_are_seldom) {
  const std::string bytes = make_index({.id = "dav.example", .title = "Files"},
                                       {{"PROPFIND", "/files/{path}", "List properties", "", {"a", "b"}},
                                        {"LINK", "/files/{path}"},
                                        {"QUERY", "/files"},
                                        {"GET", "/files/{path}"}});
  const searcher over({index::open(bytes).value()});
  EXPECT_EQ(test::names(over.find({.text = "list properties "})).front(),
            "dav.example PROPFIND /files/{path}");
  EXPECT_EQ(test::names(over.find({.text = "", .only = {.method = "LINK"}})),
            std::vector<std::string>{"dav.example LINK /files/{path}"});
  EXPECT_EQ(test::names(over.find({.text = "method:QUERY files"})),
            std::vector<std::string>{"dav.example QUERY /files"});
  EXPECT_EQ(over.find({.text = "method:LINK files"}).front().title, "LINK /files/{path}");
  EXPECT_EQ(over.find({.text = ""}).size(), 4U);
}

TEST(index, is_the_same_for_the_same_records) {
  EXPECT_EQ(make_index({.id = "shop.example"}, orders), make_index({.id = "shop.example"}, orders));
}

TEST(index, may_be_empty) {
  const std::string bytes = index_builder().finish().value();
  const searcher over({index::open(bytes).value()});
  EXPECT_TRUE(over.find({.text = "anything"}).empty());
  EXPECT_TRUE(over.find({.text = ""}).empty());
}

TEST(index, is_refused_when_it_is_none) {
  const std::string sound = make_index({.id = "shop.example"}, orders);
  std::string other_version = sound;
  other_version[8] = 99;
  for (const std::string& bytes : {std::string(), std::string("HTSEARCH"), std::string(1'000, 'x'),
                                   sound.substr(0, sound.size() - 1), sound + "x", other_version}) {
    const auto opened = index::open(bytes);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().type, "catalog.damaged");
  }
}

TEST(index, that_is_damaged_is_read_within_its_bounds) {
  const std::string sound = make_index({.id = "shop.example", .title = "Shop"}, orders);
  for (std::size_t i = 0; i < sound.size(); ++i)
    for (const char byte : {'\x00', '\x7F', '\xFF'}) {
      std::string bytes = sound;
      bytes[i] = byte;
      const auto opened = index::open(bytes);
      if (!opened) continue;
      const searcher over({*opened});
      for (const char* query : {"list order", "ordre", "o", "v1/orders", ""})
        EXPECT_LE(over.find({.text = query, .limit = 100}).size(), 100U);
    }
}

} // namespace
} // namespace http_task::search
