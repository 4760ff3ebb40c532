#include "schema/sample_pattern.hpp"

#include "support.hpp"

namespace http_task::schema {
namespace {

TEST(sample_pattern, makes_texts_that_match) {
  for (const std::string_view expression :
       {"^[a-z]{3,8}$", R"(^\d{3}-\d{4}$)", "^(foo|bar)+$", R"(^[^\s]+@[^\s]+\.[a-z]{2,}$)",
        "^(?:a(?:b|c){2}d?)*e$", R"(^\p{Lu}\p{Ll}+$)", R"(^\+[1-9]\d{1,14}$)",
        "^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$", "", "abc", R"(^\u00e9[\u4e00-\u9fff]$)",
        R"(^[A-Z]{2}\s?[0-9A-Z]+$)", R"(^(\([0-9]{3}\))?[0-9]{3}-[0-9]{4}$)", R"(^[^a-zA-Z0-9]$)",
        R"(^[\]\[]$)", R"(^\w+\b \B-$)", "^x{1200}$"}) {
    const result<pattern> p = pattern::compile(expression);
    ASSERT_TRUE(p) << expression;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      random_source random(seed);
      const std::optional<std::string> text = make_match(*p, random, seed % 4);
      ASSERT_TRUE(text) << expression;
      EXPECT_TRUE(p->matches(*text)) << expression << ": " << *text;
    }
  }
}

TEST(sample_pattern, gives_up_on_a_class_without_members) {
  const result<pattern> p = pattern::compile("^[]$");
  ASSERT_TRUE(p);
  random_source random(1);
  EXPECT_FALSE(make_match(*p, random, 0));
}

} // namespace
} // namespace http_task::schema
