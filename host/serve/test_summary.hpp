// What the editor keeps of a structured response.
#pragma once

#include "serve/test_run.hpp"

#include "http_task/sdk/document.hpp"

#include "document/json.hpp"

namespace http_task::host {

// `secrets` are those that the test was given: the bytes of the body are kept with them masked.
[[nodiscard]] std::shared_ptr<const test_outcome> outcome_of(const sdk::document& structured_response,
                                                             const json::object& secrets);

// The text with the value of response.body replaced by {"omitted": true} if it is longer than `most`.
[[nodiscard]] std::string without_large_body(std::string_view structured_response, std::size_t most);

} // namespace http_task::host
