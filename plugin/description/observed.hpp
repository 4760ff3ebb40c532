// Requests that somebody made or saved, without schemas, as endpoint descriptions: what Postman collections
// and HAR files have in common.
//
// Secrets are not taken over: a value whose name says that it is one (Authorization, api_key, password, ...)
// becomes ${secrets.NAME}, cookies are left out.
#pragma once

#include "description/read.hpp"
#include "description/warning_list.hpp"
#include "json/value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::description {

struct observed_value {
  std::string name;
  std::string value;
  std::string description;
  bool sent = true; // false: known, but not part of this request
};

struct observed_response {
  int status = 0;
  std::string description;
  std::string content_type;        // "" if there is no body
  std::optional<json::value> body; // if it is JSON
};

struct observed_request {
  std::string title;
  std::string description;
  std::string method; // upper case
  std::string server; // "https://api.example.com/v1"; "" if the source does not say
  std::string path;   // starts with '/'; placeholders as {name}
  std::vector<observed_value> path_values;
  std::vector<observed_value> query;
  std::vector<observed_value> headers;
  std::string content_type;        // "" if there is no body
  std::optional<json::value> body; // JSON, or the members of a form
  bool body_is_default = false;    // the body is meant to be sent as it is
  json::object authentication;     // of the settings; empty if unknown
  std::vector<observed_response> responses;
  std::vector<std::string> tags;
  std::string pointer; // into the source
};

// Whether a field, parameter or member of that name holds a secret, by the words in it.
[[nodiscard]] bool names_secret(std::string_view name);

// "${secrets.EXAMPLE_API_KEY}".
[[nodiscard]] std::string secret_expression(std::string_view api, std::string_view name);

// The value with every member that holds a secret replaced.
[[nodiscard]] json::value without_secrets(json::value value, std::string_view api);

struct observed_api {
  std::string id;
  std::string title;
  std::string version;
  std::string source;
};

// The endpoint description.
[[nodiscard]] json::object describe_observed(const observed_request& request, const observed_api& api);

// The API that such descriptions make, by read_native(); `found` goes before what that finds.
[[nodiscard]] result<api> read_observed(json::array endpoints, std::vector<finding> found,
                                        const read_options& options);

} // namespace http_task::description
