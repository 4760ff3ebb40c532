// A document of bytes to an API. The one entry point for whatever a person hands in.
#pragma once

#include "base/result.hpp"
#include "description/api.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace http_task::description {

struct read_limits {
  std::size_t bytes = std::size_t{64} << 20;
  std::size_t depth = 128;          // nested arrays and objects of the document
  std::size_t operations = 100'000; // more are left out, with a warning
  // Values of one description; what lies beyond becomes the schema `true`, with a warning. Nobody reads more,
  // and describing stays a matter of milliseconds.
  std::size_t subschemas = 3'000;
  std::size_t checks = 2'000'000; // values that are looked at for warnings when a document is loaded
  std::size_t warnings = 1'000;   // of one document
};

struct read_options {
  std::string api;    // id to use; "": the host of the first server, else made from the title
  std::string source; // name of the document for messages and for `origin`; "" if it has none
  read_limits limits;
  // false leaves out the check of our own format against its meta-schema, and the look at the schemas of all
  // operations for what describing them would warn of.
  bool check = true;
};

// Reads OpenAPI 2.0 to 3.2 in JSON or YAML, Postman collections (2.0 and 2.1), HAR files (1.2), and endpoint
// descriptions of our own format: one, an array of them, or {"endpoints": [...]}. Fails with
//   "input.not_json"           neither JSON nor YAML, or cut in the middle
//   "description.unsupported"  a text or value that is no description we read; says what it looks like
//   "description.invalid"      the document as a whole cannot be used
//   "description.limit"        too large or nested too deeply; refused before it is parsed
// One bad operation is a warning and does not stop the others. Nothing is opened, fetched or executed.
[[nodiscard]] result<api> read_document(std::string_view bytes, const read_options& options = {});

// The file `name` of a folder with the other files that it refers to (description/bundle.hpp).
class file_reader;
[[nodiscard]] result<api> read_files(const file_reader& files, std::string_view name,
                                     const read_options& options = {});

// The same for a document that was parsed already, and for one whose kind is known.
[[nodiscard]] result<api> read_value(json::value document, const read_options& options = {});
[[nodiscard]] result<api> read_openapi(json::value document, const read_options& options = {});
[[nodiscard]] result<api> read_native(json::value document, const read_options& options = {});
[[nodiscard]] result<api> read_postman(const json::value& document, const read_options& options = {});
[[nodiscard]] result<api> read_har(const json::value& document, const read_options& options = {});

} // namespace http_task::description
