// Any bytes as a URL: what is accepted can stand in a request as it is.
#include "uri/http_url.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void expect(bool good) {
  if (!good) std::abort();
}

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace http_task;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const result<uri::http_url> url = uri::parse_http_url(text)) {
    expect(url->scheme == "http" || url->scheme == "https");
    expect(!url->host.empty() && url->port != 0);
    expect(is_visible_ascii(url->host) && url->host.find_first_of("/?#@\\%[]") == std::string::npos);
    expect(is_visible_ascii(url->target) && url->target.front() == '/');
    expect(url->target.find('#') == std::string::npos);
    // What was read is read in the same way again.
    const std::string host = url->host.find(':') == std::string::npos ? url->host : "[" + url->host + "]";
    const result<uri::http_url> again =
        uri::parse_http_url(url->scheme + "://" + host + ":" + std::to_string(url->port) + url->target);
    expect(again.has_value() && again->host == url->host && again->target == url->target);
  }
  return 0;
}
