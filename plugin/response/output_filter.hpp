// The `output` of a structured response: what the settings' outputFilter selects from the answer.
#pragma once

#include "response/check.hpp"
#include "json/path_query.hpp"
#include "json/value.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http_task::response {

// Names of the output, each with what it selects.
using output_filter = std::vector<std::pair<std::string, json::path_query>>;

struct filtered {
  json::object output;
  std::vector<check> checks; // rule "output filter"; pointers into the settings
};

// A query of names and indices alone gives its value, or null when there is none, which is a check that
// fails; any other gives a list. `answer` is answer_view's. `settings_pointer` is where the settings stand in
// their document.
[[nodiscard]] filtered filter_output(const output_filter& filter, const json::value& answer,
                                     std::string_view settings_pointer);

} // namespace http_task::response
