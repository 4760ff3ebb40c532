// Reads the official JSON Schema test suite from the folder that HTTP_TASK_SHARED names.
#pragma once

#include "schema/dialect.hpp"
#include "schema/registry.hpp"
#include "json/value.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace http_task::schema::suite {

struct draft {
  const char* folder;
  dialect language;
  int required_cases;
};

struct test_case {
  std::string file; // relative to the draft's folder
  std::string group;
  std::string description;
  json::value schema;
  json::value data;
  bool valid;
};

// The folder of the suite, or nullopt if it is not there.
[[nodiscard]] std::optional<std::filesystem::path> find_suite();

[[nodiscard]] std::vector<test_case> read_cases(const std::filesystem::path& suite, const draft& d);

struct output_case {
  std::string file;
  std::string description;
  json::value schema;
  json::value data;
  json::value expected; // a schema for each form of output
};

[[nodiscard]] std::vector<output_case> read_output_cases(const std::filesystem::path& suite, const draft& d);

// The schema of the draft's output forms.
[[nodiscard]] json::value read_output_schema(const std::filesystem::path& suite, const draft& d);

// The documents that the suite expects to be served at http://localhost:1234/.
[[nodiscard]] registry read_remotes(const std::filesystem::path& suite, const draft& d);

} // namespace http_task::schema::suite
