// The text of a source document, JSON or YAML, to its value.
#pragma once

#include "base/result.hpp"
#include "description/read.hpp"
#include "json/value.hpp"

#include <boost/json/storage_ptr.hpp>

#include <string_view>
#include <vector>

namespace http_task::description {

struct parsed_document {
  json::value value;
  std::vector<finding> findings; // pointers into `value`
};

// Fails with "input.not_json", "description.limit", or "description.unsupported" for a text that is certainly
// neither. The value of a JSON text lies in `memory`.
[[nodiscard]] result<parsed_document> parse_document(std::string_view bytes, const read_limits& limits,
                                                     boost::json::storage_ptr memory = {});

// What to say of a document that is not one of those that are read.
[[nodiscard]] problem unsupported_document(std::string_view looks_like);

} // namespace http_task::description
