#include "schema/registry.hpp"

#include "support.hpp"

namespace http_task::schema {
namespace {

TEST(registry, finds_a_document_by_its_uri) {
  registry documents;
  ASSERT_TRUE(documents.add("https://example.com/a#", parsed("true"), dialect::draft7));
  const registry::document* found = documents.find("https://example.com/a");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->default_dialect, dialect::draft7);
  EXPECT_FALSE(documents.find("https://example.com/b"));
}

TEST(registry, refuses_relative_uris_fragments_and_second_documents) {
  registry documents;
  ASSERT_TRUE(documents.add("https://example.com/a", parsed("true")));
  for (const std::string_view uri :
       {"a.json", "/a", "https://example.com/a", "https://example.com/b#c", "", "a b"}) {
    const result<void> added = documents.add(uri, parsed("true"));
    ASSERT_FALSE(added) << uri;
    EXPECT_EQ(added.error().type, "input.invalid");
  }
}

} // namespace
} // namespace http_task::schema
