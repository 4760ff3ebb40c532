// Request settings made from the description of an endpoint.
#pragma once

#include "base/result.hpp"
#include "json/value.hpp"

#include <string_view>
#include <vector>

namespace http_task::settings {

struct prefilled {
  json::value settings;
  std::vector<finding> to_check; // values taken from an example, and required fields that are still empty
};

// What a person typed comes first and is never changed, null included; then `const` and `default`; a required
// field with neither takes the first documented example and is listed in `to_check`. Optional fields without
// a default stay out; nothing is made up. `typed` may be null. Fails with "settings.invalid" if `typed` is no
// object, and with "description.invalid" if the description is none.
[[nodiscard]] result<prefilled> prefill(const json::value& description, const json::value* typed,
                                        std::string_view example = {});

} // namespace http_task::settings
