// A network of its own for this process, in which every address is this machine: no packet can leave.
#pragma once

#include <string>

namespace http_task::testing {

// Before any other thread is started. "" or why it cannot be had (it needs root, or user namespaces, and
// `ip`).
[[nodiscard]] std::string enter_closed_network();

} // namespace http_task::testing
