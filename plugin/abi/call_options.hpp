// What a caller of the tables says in JSON: options and requests.
#pragma once

#include "base/result.hpp"
#include "json/value.hpp"

#include <initializer_list>
#include <string_view>

namespace http_task::abi {

// A JSON object with no members but `texts`, which are strings, and `others`. Fails with "input.not_json" or
// "input.invalid", the pointer leading into `source`.
[[nodiscard]] result<json::object> read_object(std::string_view text, std::string_view source,
                                               std::initializer_list<std::string_view> texts,
                                               std::initializer_list<std::string_view> others = {});

} // namespace http_task::abi
