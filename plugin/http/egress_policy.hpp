// Which requests the client may send where. Set by the host of the instance, never widened by a step.
//
// Entries are CIDR blocks ("10.0.0.0/8"), addresses ("127.0.0.1", "::1"), names of hosts
// ("db.internal.example"), or all names below one ("*.internal.example", which "internal.example" is not).
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace http_task::http {

struct egress_policy {
  // What may be dialled although it is private, loopback, link-local or otherwise special.
  std::vector<std::string> allow{};
  // What may not be dialled, whatever the other rules say.
  std::vector<std::string> deny{};
  // Unless empty: the only hosts and addresses that may be dialled. Special ones need `allow` as well.
  std::vector<std::string> only_hosts{};
  // Unless empty: the only ports. Empty: all but those that the Fetch standard blocks because they belong to
  // other protocols.
  std::vector<std::uint16_t> only_ports{};
  bool https_only = false;
  // The metadata services of clouds hand out credentials; `allow` alone does not open them.
  bool allow_metadata = false;
};

} // namespace http_task::http
