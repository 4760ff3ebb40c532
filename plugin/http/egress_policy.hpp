// Which addresses the client may dial. Set by the host of the instance, never widened by a step.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace http_task::http {

struct egress_policy {
  // CIDR blocks ("127.0.0.1/32"), addresses, or names of hosts that are allowed although their addresses are
  // private, loopback, link-local or otherwise special.
  std::vector<std::string> allow;
};

} // namespace http_task::http
