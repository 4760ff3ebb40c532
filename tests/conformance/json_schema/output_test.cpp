// The official tests of the output forms: what they expect of an output is itself a schema.
#include "schema/validator.hpp"
#include "suite.hpp"
#include "json/write.hpp"

#include <gtest/gtest.h>

#include <array>
#include <iostream>
#include <string_view>
#include <utility>

namespace http_task::schema::suite {
namespace {

constexpr auto forms = std::to_array<std::pair<std::string_view, output_form>>(
    {{"flag", output_form::flag}, {"basic", output_form::basic}, {"detailed", output_form::detailed}});

TEST(json_schema_output, suite) {
  const std::optional<std::filesystem::path> folder = find_suite();
  if (!folder || !std::filesystem::is_directory(*folder / "output-tests"))
    GTEST_SKIP()
        << "The output tests of JSON Schema are not there; HTTP_TASK_SHARED names the folder that holds "
           "conformance/json-schema.";
  for (const draft& d :
       {draft{"draft2019-09", dialect::draft2019_09, 0}, draft{"draft2020-12", dialect::draft2020_12, 0}}) {
    int passed = 0;
    int total = 0;
    registry documents;
    const json::value outputs = read_output_schema(*folder, d);
    ASSERT_TRUE(documents.add(json::string_member(outputs.as_object(), "$id"), outputs));
    for (const output_case& c : read_output_cases(*folder, d)) {
      compile_options options;
      options.default_dialect = d.language;
      options.annotations = true;
      const result<validator> v = compile(c.schema, options);
      ASSERT_TRUE(v) << c.description;
      for (const auto& [name, form] : forms) {
        const json::value* wanted = c.expected.as_object().if_contains(name);
        const json::value output = v->output(c.data, form);
        // Whatever the case is about, the output has the form of the specification.
        compile_options expecting;
        expecting.default_dialect = d.language;
        expecting.documents = &documents;
        const result<validator> shape = compile(outputs, expecting);
        ASSERT_TRUE(shape);
        EXPECT_TRUE(shape->is_valid(output)) << json::write(output);
        if (!wanted) continue;
        ++total;
        const result<validator> expected = compile(*wanted, expecting);
        ASSERT_TRUE(expected) << expected.error().detail;
        const bool fits = expected->is_valid(output);
        passed += fits;
        EXPECT_TRUE(fits) << c.file << ": " << c.description << ": " << json::write(output);
      }
    }
    EXPECT_GT(total, 0);
    std::cout << d.folder << ": " << passed << " of " << total << " output cases passed\n";
  }
}

} // namespace
} // namespace http_task::schema::suite
