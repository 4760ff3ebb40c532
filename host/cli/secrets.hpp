// Values of ${secrets.NAME}: where they come from, which are missing, and what stands in for them.
//
// A value never comes from the arguments, where every process of the machine could read it.
#pragma once

#include "document/json.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::host {

// Reads NAME=@FILE (the content, without one line end behind it) and NAME=env:VARIABLE into {"NAME": value}.
// Fails with "usage" for anything else, and for a name given twice; with "secrets.missing" or file.* when the
// source has nothing. No message repeats a value.
[[nodiscard]] result<json::object> read_secrets(const std::vector<std::string>& arguments);

// The names in ${secrets.NAME} of all strings of `settings`; $${...} is no expression.
[[nodiscard]] std::set<std::string> secrets_used(const json::value& settings);

// "secrets.missing", with how to give each, unless `given` has all of `used`.
[[nodiscard]] result<void> require_secrets(const std::set<std::string>& used, const json::object& given);

// What takes the place of every secret where no secret may go: "<prefix>-NAME".
[[nodiscard]] json::object placeholders(const std::set<std::string>& used, std::string_view prefix);

} // namespace http_task::host
