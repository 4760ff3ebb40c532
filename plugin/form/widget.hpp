// The type of a place and what a person enters its values with.
#pragma once

#include "form/place.hpp"

#include <string_view>
#include <vector>

namespace http_task::form {

struct type_facts {
  std::string_view name = "any";        // string, integer, number, boolean, object, array, null or any
  std::vector<std::string_view> others; // all types, where there are several beside null
  bool nullable = false;
};

// As `type` says it, else as the other keywords let it be guessed.
[[nodiscard]] type_facts type_of(const place& here);

// text, multiline, number, checkbox, select, date, date-time, time, file, password, object, list, map or
// json. `name`: of the member, as some names tell that a text has several lines.
[[nodiscard]] std::string_view widget_of(const place& here, std::string_view type, std::string_view name);

} // namespace http_task::form
