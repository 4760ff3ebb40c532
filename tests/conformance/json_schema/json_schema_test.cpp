// The official test suite of JSON Schema, drafts 4 to 2020-12: all required cases, and the optional ones but
// for those that docs/json-schema.md says are not supported.
#include "schema/validator.hpp"
#include "suite.hpp"

#include <gtest/gtest.h>

#include <array>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

namespace http_task::schema::suite {
namespace {

struct exception {
  std::string_view file;
  std::string_view group; // starts so; "" is any
  std::string_view test;  // starts so; "" is any
  bool valid;             // what the suite expects of the cases meant
  std::string_view reason;
};

// The same list stands in docs/json-schema.md.
constexpr auto not_supported = std::to_array<exception>({
    {"optional/content.json", "", "", false,
     "contentMediaType and contentEncoding are annotations, as 2019-09 and later have it"},
});

const exception* find_exception(const test_case& c) {
  for (const exception& e : not_supported) {
    if (c.valid == e.valid && c.file == e.file && c.group.starts_with(e.group) &&
        c.description.starts_with(e.test))
      return &e;
  }
  return nullptr;
}

struct tally {
  int passed = 0;
  int total = 0;
  int not_supported = 0;
};

class json_schema : public testing::TestWithParam<draft> {};

TEST_P(json_schema, suite) {
  const std::optional<std::filesystem::path> folder = find_suite();
  if (!folder)
    GTEST_SKIP()
        << "The test suite of JSON Schema is not there; HTTP_TASK_SHARED names the folder that holds "
           "conformance/json-schema.";
  const draft& d = GetParam();
  const registry remotes = read_remotes(*folder, d);
  tally required;
  std::map<std::string, tally> optional;

  for (const test_case& c : read_cases(*folder, d)) {
    const bool is_optional = c.file.starts_with("optional/");
    compile_options options;
    options.default_dialect = d.language;
    options.documents = &remotes;
    options.assert_formats = c.file.starts_with("optional/format/");
    tally& t = is_optional ? optional[c.file] : required;
    ++t.total;
    const result<validator> v = compile(c.schema, options);
    const bool passed = v && v->is_valid(c.data) == c.valid;
    const bool explained = !v || v->check(c.data).empty() == v->is_valid(c.data);
    t.passed += passed;
    if (find_exception(c)) {
      ++t.not_supported;
      EXPECT_FALSE(passed) << "supported by now: " << c.file << ": " << c.group << ": " << c.description;
      continue;
    }
    EXPECT_TRUE(passed) << c.file << ": " << c.group << ": " << c.description
                        << (v ? "" : " (" + v.error().detail + ")");
    EXPECT_TRUE(explained) << c.file << ": " << c.group << ": " << c.description;
  }

  EXPECT_EQ(required.total, d.required_cases);
  std::cout << d.folder << ": " << required.passed << " of " << required.total << " required cases passed\n";
  tally all;
  for (const auto& [file, t] : optional) {
    all.passed += t.passed;
    all.total += t.total;
    std::cout << "  " << file << ": " << t.passed << " of " << t.total;
    if (t.not_supported > 0) std::cout << ", " << t.not_supported << " not supported";
    std::cout << '\n';
  }
  std::cout << d.folder << ": " << all.passed << " of " << all.total << " optional cases passed\n";
}

INSTANTIATE_TEST_SUITE_P(drafts, json_schema,
                         testing::Values(draft{"draft4", dialect::draft4, 618},
                                         draft{"draft6", dialect::draft6, 839},
                                         draft{"draft7", dialect::draft7, 927},
                                         draft{"draft2019-09", dialect::draft2019_09, 1259},
                                         draft{"draft2020-12", dialect::draft2020_12, 1299}),
                         [](const auto& tested) {
                           std::string name = tested.param.folder;
                           std::erase(name, '-');
                           return name;
                         });

} // namespace
} // namespace http_task::schema::suite
