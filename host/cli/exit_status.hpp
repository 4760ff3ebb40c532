// The exit statuses of http-task, and which problem leads to which. docs/command-line.md lists the same
// table.
#pragma once

#include "document/problem.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace http_task::host {

enum class exit_status : int {
  ok = 0,
  internal = 1,
  usage = 2,
  invalid_input = 3,
  not_found = 4,
  status_not_accepted = 5,
  network = 6,
  timeout = 7,
  refused = 9,
  interrupted = 130,
};

// By the first part of the type.
[[nodiscard]] exit_status exit_status_of(std::string_view problem_type) noexcept;

// Of a structured response: its error decides, and its status where it has none.
[[nodiscard]] exit_status exit_status_of_response(const boost::json::object& structured_response) noexcept;

} // namespace http_task::host
