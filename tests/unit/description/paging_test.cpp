#include "description/paging.hpp"

#include "description/prose.hpp"
#include "documents.hpp"

#include <gtest/gtest.h>

namespace http_task::description {
namespace {

using test::at;

endpoint described(std::string_view operation) {
  return test::only_endpoint(test::openapi("{\"/a\": {\"get\": " + std::string(operation) + "}}"));
}

TEST(paging, a_cursor_is_a_parameter_that_says_so) {
  const endpoint e = described(R"({"parameters": [{"name": "pageToken", "in": "query",
      "description": "A token. Use it to get the next page of results.", "schema": {"type": "string"}}],
      "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"properties":
      {"items": {"type": "array"}, "nextPageToken": {"type": "string"}}}}}}}})");
  EXPECT_EQ(
      at(e, "/endpoint/pagination"),
      R"({"by":"cursor","parameter":"pageToken","in":"query","next":"/nextPageToken","from":"Use it to get the next page of results."})");
  const endpoint wrapped =
      described(R"({"parameters": [{"name": "cursor", "in": "query", "description": "Paginate."}],
      "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"properties":
      {"response_metadata": {"properties": {"next_cursor": {"type": "string"}}}}}}}}}})");
  EXPECT_EQ(at(wrapped, "/endpoint/pagination/next"), R"("/response_metadata/next_cursor")");
  EXPECT_EQ(
      at(described(
             R"({"parameters": [{"name": "token", "in": "query", "description": "Your secret token."}]})"),
         "/endpoint/pagination"),
      "(none)");
}

TEST(paging, links_are_a_header_field) {
  EXPECT_EQ(
      at(described(
             R"({"description": "Lists. Paginated responses return a Link header, indicating the next URI."})"),
         "/endpoint/pagination"),
      R"({"by":"link","from":"Paginated responses return a Link header, indicating the next URI."})");
  EXPECT_EQ(at(described(R"({"parameters": [{"name": "page", "in": "query"}],
      "responses": {"200": {"description": "", "headers": {"link": {}}}}})"),
               "/endpoint/pagination/by"),
            R"("link")");
  EXPECT_FALSE(find_link_sentence("Use the link in the header of the page."));
}

TEST(paging, idempotency_keys_are_parameters_or_said) {
  EXPECT_EQ(
      at(described(
             R"({"parameters": [{"name": "Idempotency-Key", "in": "header", "description": "A unique key. More."}]})"),
         "/endpoint/idempotency"),
      R"({"parameter":"Idempotency-Key","in":"header","from":"A unique key."})");
  EXPECT_EQ(
      at(described(R"({"description": "Pays. Send an `Idempotency-Key` header to repeat it safely."})"),
         "/endpoint/idempotency"),
      R"({"parameter":"Idempotency-Key","in":"header","from":"Send an `Idempotency-Key` header to repeat it safely."})");
  EXPECT_EQ(at(described(R"({"description": "This operation is idempotent."})"), "/endpoint/idempotency"),
            "(none)");
}

TEST(paging, short_units_of_rate_limits_are_read) {
  const std::optional<rate_limit> limit = find_rate_limit("Rate limit: 25 req/s");
  ASSERT_TRUE(limit);
  EXPECT_EQ(limit->requests, 25);
  EXPECT_EQ(limit->per_seconds, 1);
  EXPECT_EQ(find_scopes("It needs a scope containing \"read_inbox\".").at(0).name, "read_inbox");
}

} // namespace
} // namespace http_task::description
