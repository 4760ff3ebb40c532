#include "description/meta_schema.hpp"

#include "json/parse.hpp"

namespace http_task::embedded {
extern const std::string_view endpoint_description_schema;
} // namespace http_task::embedded

namespace http_task::description {

const schema::validator& meta_schema_validator() {
  // Part of the library, so a failure is a bug: value() throws.
  static const schema::validator validator =
      schema::compile(json::parse(embedded::endpoint_description_schema).value()).value();
  return validator;
}

} // namespace http_task::description
