// What was looked at in an answer, and whether it held. A check informs; those of the status and of the
// success condition alone decide.
#pragma once

#include "json/path_query.hpp"
#include "json/value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_task::response {

struct check {
  // "status", "success condition", "request schema", "response media type", "response schema", "body",
  // "output filter"
  std::string rule;
  bool pass = true;
  std::string pointer; // into what the rule looks at; "" is the whole
  std::string message;
};

// A run of status codes that complete a task.
struct status_range {
  unsigned first = 200;
  unsigned last = 299;
};

[[nodiscard]] check check_status(unsigned status, const std::vector<status_range>& accepted);

// `text` is the condition as the settings have it, `answer` answer_view's. A condition that takes too much
// work does not hold.
[[nodiscard]] check check_success(const json::path_condition& condition, std::string_view text,
                                  const json::value& answer);

// Compares the Content-Type of an answer with a body with what the description documents for the status. No
// check where it documents none.
[[nodiscard]] std::optional<check> check_media_type(const json::value& description, unsigned status,
                                                    std::string_view content_type);

// Compares a JSON body with what the endpoint description documents for the status ("200", "2XX", "default").
// Without a documented schema there is nothing to compare: no check. An undocumented status is a check that
// fails.
[[nodiscard]] std::vector<check> check_response_schema(const json::value& description, unsigned status,
                                                       const json::value* body);

} // namespace http_task::response
