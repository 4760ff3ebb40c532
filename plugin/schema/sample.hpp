// A complete, valid instance of a schema: for mocks, previews and tests.
#pragma once

#include "base/result.hpp"
#include "schema/dialect.hpp"
#include "schema/registry.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <string>

namespace http_task::schema {

struct sample_options {
  std::uint64_t seed = 0; // the same seed gives the same sample
  dialect default_dialect = dialect::draft2020_12;
  const registry* documents = nullptr; // borrowed for the call
  std::string base_uri = {};
  std::string pointer = {};    // the subschema of the document to make an instance of
  bool tolerant = false;       // as in compile_options
  bool prefer_examples = true; // take `example`, `examples` and `default` where they are valid
};

// All properties of an object, one or two items of an array; recursion ends at the first repetition that may
// be left out. The sample was checked against the schema. Fails like compile(), or with "input.unsupported"
// that names the part of the schema that could not be satisfied.
[[nodiscard]] result<json::value> sample(const json::value& schema_document,
                                         const sample_options& options = {});

} // namespace http_task::schema
