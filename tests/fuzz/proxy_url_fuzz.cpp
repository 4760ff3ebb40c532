// Any text as the address of a proxy, and as a list of hosts that are reached without one.
#include "http/proxy_rules.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto proxy = http_task::http::parse_proxy(text);
  if (proxy) {
    // What was read stands for itself: its identity is read as the same proxy.
    const auto again = http_task::http::parse_proxy(proxy->identity());
    if (!again || again->identity() != proxy->identity() || proxy->port == 0) std::abort();
    if (proxy->password.size() > 3 && proxy->shown().find("***") == std::string::npos) std::abort();
  }
  const std::vector<std::string> list{text};
  for (const char* host : {"api.example.com", "10.1.2.3", "2001:db8::1"})
    (void)http_task::http::is_reached_directly(list, host, 443);
  return 0;
}
