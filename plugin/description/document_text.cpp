#include "description/document_text.hpp"

#include "base/text.hpp"
#include "description/looks_like.hpp"
#include "description/yaml.hpp"
#include "json/parse.hpp"

#include <string>
#include <utility>

namespace http_task::description {
namespace {

// The limits of the text are those of a description for whoever handed it in.
problem as_description_problem(problem p) {
  return p.type == "input.limit" ? make_problem("description.limit", p.detail, p.pointer) : p;
}

} // namespace

problem unsupported_document(std::string_view looks_like) {
  problem p =
      make_problem("description.unsupported",
                   "Expected an OpenAPI document (2.0 to 3.2, JSON or YAML), a Postman collection, a HAR "
                   "file or an endpoint description; this looks like " +
                       std::string(looks_like) + ".");
  p.advice = "Convert it to OpenAPI, or write an endpoint description (docs/endpoint-description.md).";
  return p;
}

result<parsed_document> parse_document(std::string_view bytes, const read_limits& limits,
                                       boost::json::storage_ptr memory) {
  if (bytes.size() > limits.bytes)
    return make_problem("description.limit", "The document has " + std::to_string(bytes.size()) +
                                                 " bytes; at most " + std::to_string(limits.bytes) +
                                                 " are read.");
  if (trim(bytes).empty()) return make_problem("input.not_json", "The document is empty.");
  const std::string_view what = text_looks_like(bytes);
  if (what == "YAML") {
    result<yaml_document> yaml = parse_yaml(bytes, {limits.depth, limits.bytes});
    if (!yaml) return as_description_problem(yaml.error());
    return parsed_document{std::move(yaml->value), std::move(yaml->findings)};
  }
  if (!what.empty()) return unsupported_document(what);
  result<json::value> value = json::parse(bytes, {limits.depth, limits.bytes}, std::move(memory));
  if (!value) return as_description_problem(value.error());
  return parsed_document{std::move(*value), {}};
}

} // namespace http_task::description
