#include "search/searcher.hpp"

#include "shop.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace http_task::search {
namespace {

using list = std::vector<std::string>;
using test::make_index;
using test::names;

class shop : public testing::Test {
protected:
  list find(std::string_view text, std::size_t limit = 10) const {
    return names(over_.find({.text = text, .limit = limit}));
  }
  std::string first(std::string_view text) const {
    const list found = find(text, 1);
    return found.empty() ? "" : found.front();
  }

  const std::string bytes_ = [] {
    index_builder builder;
    test::add_api(builder, {.id = "shop.example", .title = "Shop API"},
                  {{"GET", "/orders", "List orders", "listOrders", {"Orders"}},
                   {"POST", "/orders", "Create an order", "createOrder", {"Orders"}},
                   {"DELETE", "/orders/{id}", "Delete an order", "deleteOrder", {"Orders"}},
                   {"GET", "/orders/{id}/items", "List the items of an order", "listOrderItems", {"Items"}},
                   {"POST", "/customers/{id}/notes", "Add a note", "addNote"},
                   {"GET", "/old/orders", "List orders", "oldOrders", {}, true}});
    test::add_api(builder, {.id = "mail.example/messages", .title = "Mail"},
                  {{"POST", "/messages/send", "Send a message", "messages.send"},
                   {"GET", "/messages", "List messages", "messages.list"},
                   {"GET", "/call-centers", "List call centers"}});
    return builder.finish().value();
  }();
  const searcher over_{{index::open(bytes_).value()}};
};

TEST_F(shop, finds_the_plain_operation_first) {
  EXPECT_EQ(first("list orders"), "shop.example GET /orders");
  EXPECT_EQ(first("create order"), "shop.example POST /orders");
  EXPECT_EQ(first("shop list items"), "shop.example GET /orders/{id}/items");
}

TEST_F(shop, understands_other_words_for_the_same) {
  EXPECT_EQ(first("remove order"), "shop.example DELETE /orders/{id}");
  EXPECT_EQ(first("new purchase"), "shop.example POST /orders");
  EXPECT_EQ(first("shop add comment to client"), "shop.example POST /customers/{id}/notes");
}

TEST_F(shop, corrects_and_completes) {
  EXPECT_EQ(first("list ordres"), "shop.example GET /orders");
  EXPECT_EQ(first("send mesage"), "mail.example/messages POST /messages/send");
  EXPECT_EQ(first("create ord"), "shop.example POST /orders");
  EXPECT_EQ(first("callcenters"), "mail.example/messages GET /call-centers");
}

TEST_F(shop, reads_paths_names_and_ids) {
  EXPECT_EQ(first("orders/{order_id}/items"), "shop.example GET /orders/{id}/items");
  EXPECT_EQ(first("messages.send"), "mail.example/messages POST /messages/send");
  EXPECT_EQ(first("deleteOrder"), "shop.example DELETE /orders/{id}");
  EXPECT_EQ(first("POST /orders"), "shop.example POST /orders");
  EXPECT_EQ(first("shop.example:DELETE:/orders/{id}"), "shop.example DELETE /orders/{id}");
}

TEST_F(shop, keeps_to_filters) {
  EXPECT_EQ(find("order method:delete"), list{"shop.example DELETE /orders/{id}"});
  EXPECT_EQ(find("list deprecated:yes"), list{"shop.example GET /old/orders"});
  EXPECT_EQ(find("tag:ITEMS list"), list{"shop.example GET /orders/{id}/items"});
  for (const std::string& name : find("list api:mail.example/messages"))
    EXPECT_TRUE(name.starts_with("mail.example/messages ")) << name;
  EXPECT_TRUE(find("list api:nobody").empty());
  EXPECT_TRUE(find("list tag:nothing").empty());
}

TEST_F(shop, lists_by_name_without_words) {
  EXPECT_EQ(find("", 2),
            (list{"mail.example/messages GET /call-centers", "mail.example/messages GET /messages"}));
  EXPECT_EQ(find("api:shop.example method:post"),
            (list{"shop.example POST /customers/{id}/notes", "shop.example POST /orders"}));
}

TEST_F(shop, finds_nothing_where_nothing_is) {
  EXPECT_TRUE(find("zzqqxxkk").empty());
  EXPECT_TRUE(find("list", 0).empty());
}

TEST_F(shop, shows_where_the_words_are) {
  const std::vector<hit> found = over_.find({.text = "list order"});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].matches, (std::vector<match_range>{{"path", 1, 6}, {"title", 0, 4}, {"title", 5, 6}}));
}

TEST_F(shop, takes_any_text) {
  for (const std::string& text :
       {std::string(100'000, 'a'), std::string(1'000, ' ') + "x", std::string("\xFF\xFE\x80"),
        std::string(3, '\0'), std::string("{}[]()*?.+^$|\\"), std::string("/"), std::string("the of a"),
        std::string("api:"), std::string("a b c d e f g h i j k l m n o p q r s t")})
    for (const hit& h : over_.find({.text = text, .limit = 100}))
      for (const match_range& m : h.matches)
        EXPECT_GT(m.length, 0U);
}

TEST(versions, of_an_api_show_the_current_one) {
  index_builder builder;
  test::add_api(builder, {.id = "x.example/v1", .title = "X API v1", .version = "1"},
                {{"GET", "/v1/things", "List things"}, {"GET", "/v1/gone", "Gone"}});
  test::add_api(builder, {.id = "x.example/v2", .title = "X API v2", .version = "2"},
                {{"GET", "/v2/things", "List things"}});
  const std::string bytes = builder.finish().value();
  const searcher over({index::open(bytes).value()});
  const std::vector<hit> found = over.find({.text = "list things"});
  ASSERT_EQ(names(found), list{"x.example/v2 GET /v2/things"});
  EXPECT_EQ(found[0].versions, std::vector<place>(1, {0, 0}));
  EXPECT_EQ(names(over.find({.text = "gone"})), list{"x.example/v1 GET /v1/gone"});
  EXPECT_EQ(names(over.find({.text = "things api:x.example/v1"})), list{"x.example/v1 GET /v1/things"});
}

TEST(several_indices, are_searched_together) {
  const std::string mine = make_index({.id = "mine.example"}, {{"GET", "/a", "Same thing"}});
  const std::string theirs = make_index({.id = "theirs.example"}, {{"GET", "/a", "Same thing"}});
  const std::string again = make_index({.id = "mine.example"}, {{"GET", "/b", "Same thing"}});
  const searcher over({index::open(mine).value(), index::open(theirs).value(), index::open(again).value()});
  const std::vector<hit> found = over.find({.text = "same thing"});
  EXPECT_EQ(names(found), (list{"mine.example GET /a", "theirs.example GET /a"}));
  EXPECT_DOUBLE_EQ(found[0].score, found[1].score);
  EXPECT_EQ(names(over.find({.text = ""})), (list{"mine.example GET /a", "theirs.example GET /a"}));
  EXPECT_TRUE(over.find({.text = "same api:nobody"}).empty());
}

} // namespace
} // namespace http_task::search
