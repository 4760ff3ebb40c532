// An endpoint as the editor shows it: its description and form, and the documentation in them as HTML.
#pragma once

#include "document/json.hpp"

#include <string>
#include <string_view>

namespace http_task::host {

// {"id", "description", "form", "documentation", "responses", "examples", "servers"}; `description` and
// `form` are passed on as they are written. All HTML is made of an allow list of elements
// (render/markdown_html.hpp).
[[nodiscard]] result<std::string> endpoint_view(std::string_view id, std::string_view description,
                                                std::string_view form);

// A part of a form with the documentation of its fields: the form's members, and "documentation".
[[nodiscard]] result<std::string> form_part_view(std::string_view form);

} // namespace http_task::host
