#include "description/read.hpp"

#include "base/text.hpp"
#include "description/looks_like.hpp"
#include "json/parse.hpp"

namespace http_task::description {
namespace {

problem unsupported(std::string_view what) {
  problem p =
      make_problem("description.unsupported", "Expected an OpenAPI 3.0 document in JSON or an endpoint "
                                              "description; this looks like " +
                                                  std::string(what) + ".");
  p.advice =
      "Convert it to OpenAPI 3.0 in JSON, or write an endpoint description (docs/endpoint-description.md).";
  return p;
}

// The limits of the text are those of a description for whoever handed it in.
problem as_description_problem(problem p) {
  return p.type == "input.limit" ? make_problem("description.limit", p.detail, p.pointer) : p;
}

} // namespace

result<api> read_document(std::string_view bytes, const read_options& options) {
  const auto in_document = [&](problem p) { return in_source(std::move(p), options.source); };
  if (bytes.size() > options.limits.bytes)
    return in_document(make_problem("description.limit",
                                    "The document has " + std::to_string(bytes.size()) + " bytes; at most " +
                                        std::to_string(options.limits.bytes) + " are read."));
  if (trim(bytes).empty()) return in_document(make_problem("input.not_json", "The document is empty."));
  if (const std::string_view what = text_looks_like(bytes); !what.empty())
    return in_document(unsupported(what));

  result<json::value> document = json::parse(bytes, {options.limits.depth, options.limits.bytes});
  if (!document) return in_document(as_description_problem(document.error()));
  result<api> read = [&]() -> result<api> {
    switch (kind_of(*document)) {
    case document_kind::openapi_3_0: return read_openapi(std::move(*document), options);
    case document_kind::native: return read_native(std::move(*document), options);
    case document_kind::other: break;
    }
    return unsupported(value_looks_like(*document));
  }();
  if (!read) return in_document(read.error());
  return read;
}

} // namespace http_task::description
