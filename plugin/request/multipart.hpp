// A JSON object as multipart/form-data (RFC 7578; names and file names escaped as the HTML standard,
// "multipart/ form-data encoding algorithm", has it).
//
// Each member is a part: a string, number or boolean as text; a list as one part for each item; null as none;
// an object with "content" or "file", and "filename", "contentType", "contentEncoding" ("base64"), as the
// part that it describes; any other object as JSON.
#pragma once

#include "base/result.hpp"
#include "files/directory.hpp"
#include "message/body_stream.hpp"
#include "json/value.hpp"

#include <memory>
#include <optional>
#include <string>

namespace http_task::request {

struct multipart {
  std::string content_type;         // with the boundary, which stands in no part that is in memory
  std::optional<std::string> bytes; // without files
  std::shared_ptr<message::body_source> source; // with them
};

// `files` may be null: then a part with "file" is refused. Fails with "input.invalid" or "input.path", and
// the pointer of the part below "/body".
[[nodiscard]] result<multipart> write_multipart(const json::object& members, const files::directory* files);

} // namespace http_task::request
