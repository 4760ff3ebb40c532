// Another program run to its end: npm, tar.
#pragma once

#include "document/problem.hpp"

#include <functional>
#include <string>
#include <vector>

namespace http_task::host {

// Runs `arguments[0]`, found in PATH, without a shell and without input; what it writes to standard output is
// left out, the end of what it writes to standard error becomes the detail of the problem when it fails:
// "program.not_found", "program.failed", or "cancel.requested" once `cancelled` says so, which is asked at
// least every 100 ms and whenever a signal comes; the program is then asked to end and waited for.
[[nodiscard]] result<void> run_program(const std::vector<std::string>& arguments,
                                       const std::function<bool()>& cancelled);

} // namespace http_task::host
