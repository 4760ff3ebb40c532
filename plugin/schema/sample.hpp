// Complete, valid instances of a schema: for mocks, previews and tests.
#pragma once

#include "base/result.hpp"
#include "schema/dialect.hpp"
#include "schema/registry.hpp"
#include "schema/validator.hpp"
#include "json/value.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

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

// A schema that was compiled once, for samples of it and of its parts and for the check of instances. Owns
// what it needs; safe to share among threads.
class sample_source {
public:
  // Fails like compile(). The seed of the options does not count.
  [[nodiscard]] static result<sample_source> compile(const json::value& schema_document,
                                                     const sample_options& options = {});

  // All properties of an object, one or two items of an array; recursion ends at the first repetition that
  // may be left out. The sample was checked against the schema. Fails with "input.unsupported" that names the
  // part of the schema that could not be satisfied.
  [[nodiscard]] result<json::value> sample(std::uint64_t seed) const;

  // Of the subschema at this JSON Pointer of the document; fails with "input.invalid" if the schema does not
  // come by there.
  [[nodiscard]] result<json::value> sample_at(std::string_view pointer, std::uint64_t seed) const;

  [[nodiscard]] validator check() const noexcept { return validator(program_); }

private:
  sample_source(std::shared_ptr<const program> p, bool prefer_examples)
      : program_(std::move(p)), prefer_examples_(prefer_examples) {}

  std::shared_ptr<const program> program_;
  bool prefer_examples_;
};

// One sample of a schema that nothing else is asked of. Fails like both.
[[nodiscard]] result<json::value> sample(const json::value& schema_document,
                                         const sample_options& options = {});

} // namespace http_task::schema
