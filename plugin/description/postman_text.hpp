// The texts of Postman collections: variables in double braces, and URLs with them.
#pragma once

#include "description/observed.hpp"
#include "json/value.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::description {

using postman_variables = std::map<std::string, std::string, std::less<>>;

// The "variable" of a collection; those that hold a secret by their name are left out.
[[nodiscard]] postman_variables read_variables(const json::object& collection);

// {{name}} replaced by its value, once; unknown ones stay. At most 64 KiB come out of the replacing.
[[nodiscard]] std::string with_variables(std::string_view text, const postman_variables& variables);

// {{name}} that is left to ${workflow.input.name}.
[[nodiscard]] std::string with_expressions(std::string_view text);

// The same in a JSON text, with quotation marks where {{name}} stands without.
[[nodiscard]] std::string with_expressions_in_json(std::string_view text);

struct postman_url {
  std::string server; // "" if it is a variable without value
  std::string path;   // placeholders as {name}, also for ":name" and "{{name}}"
  std::vector<observed_value> query;
};
[[nodiscard]] postman_url split_postman_url(std::string_view url);

} // namespace http_task::description
