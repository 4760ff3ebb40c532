// The form of an endpoint (docs/form.md, schemas/form.schema.json): the fields of its request settings in the
// order in which people read a request, each with what an editor needs to draw it.
#pragma once

#include "base/result.hpp"
#include "json/value.hpp"

#include <string_view>

namespace http_task::form {

struct form_request {
  std::string_view schema_pointer; // of a field that was cut off; "" for the whole form
  std::string_view pointer;        // and where it stands in the settings
};

// `description` is that of an endpoint, or nullptr for a request of no endpoint. Fails with "input.invalid",
// source "request", when a pointer names nothing.
[[nodiscard]] result<json::object> make_form(const json::value* description, const form_request& request);

} // namespace http_task::form
